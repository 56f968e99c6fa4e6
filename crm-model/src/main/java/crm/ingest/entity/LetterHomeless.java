package crm.ingest.entity;

/** The group that parked it does not run here any more. */
public class LetterHomeless extends LetterException {

    private static final long serialVersionUID = 1L;

    public LetterHomeless(String group) {
        super("No consumer group " + group + " runs here; check CRM_GROUP_PREFIX, or discard the dead letter.");
    }
}
