package crm.condition.evaluation;

import static java.util.Objects.requireNonNull;

import crm.condition.language.Condition.RecordKind;
import crm.condition.language.PropertyPath;

/** What can be asked of a profile besides its events. The Javadoc of each says what the value of its {@link State} is. */
public sealed interface Fact {

    /**
     * What stands there in the profile view, see {@link Values#at}; missing if nothing does.
     *
     * @param path from the root of the view, such as {@code attributes.address.country}
     */
    record Trait(PropertyPath path) implements Fact {

        public Trait {
            requireNonNull(path, "path");
        }
    }

    /** {@code true} if the profile has an identity in the namespace. */
    record Identity(String namespace) implements Fact {

        public Identity {
            requireNonNull(namespace, "namespace");
        }
    }

    /** {@code true} if the consent in force is granted. */
    record Consent(String purpose) implements Fact {

        public Consent {
            requireNonNull(purpose, "purpose");
        }
    }

    /** {@code true} if the profile is in the segment. */
    record Segment(String key) implements Fact {

        public Segment {
            requireNonNull(key, "key");
        }
    }

    /** The name of its RFM group, missing if it is in none. */
    enum Rfm implements Fact {
        RFM
    }

    /** A list of the records that are open, objects. */
    record OpenRecords(RecordKind kind) implements Fact {

        public OpenRecords {
            requireNonNull(kind, "kind");
        }
    }
}
