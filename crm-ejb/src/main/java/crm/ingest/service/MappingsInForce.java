package crm.ingest.service;

import java.util.Map;

/** The edited mappings, as this node last heard of them. Asking costs one read of memory. Thread-safe. */
final class MappingsInForce {

    private static final long UNKNOWN = -1;

    private volatile Snapshot snapshot = new Snapshot(UNKNOWN, Map.of());

    private record Snapshot(long version, Map<String, EditedMapping> mappings) {}

    /** By the default name of their topic; topics with the default mapping are not among them. */
    Map<String, EditedMapping> now() {
        return snapshot.mappings();
    }

    boolean known() {
        return snapshot.version() != UNKNOWN;
    }

    boolean are(long version) {
        return snapshot.version() == version;
    }

    void become(long version, Map<String, EditedMapping> mappings) {
        snapshot = new Snapshot(version, mappings);
    }
}
