package crm.ingest.worker;

/**
 * A worker's place in its group.
 *
 * @param id static member id in Kafka and owner of claims in the database; no two workers may share it
 */
record Member(Group group, String id) {

    /** The {@code number}-th worker of a group on a node, counted from 1. */
    static Member of(Group group, String node, int number) {
        String id = node + '-' + group.capability() + '-' + number;
        return new Member(group, id.replaceAll("[^a-zA-Z0-9._-]", "_"));
    }
}
