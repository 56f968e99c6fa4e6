package crm.privacy.service;

import crm.privacy.service.Custody.Unlocked;

/** Seals and digests of a test: a master key of its own, as a node that was just started has it. */
public final class TestKeys {

    static final MasterKey MASTER = MasterKey.parse(MasterKey.generate());
    private static final Custody CUSTODY = custody(MASTER);

    private TestKeys() {}

    static Custody custody(MasterKey master) {
        Custody custody = new Custody();
        custody.unlock(new Unlocked(master, Cipher.newKey()));
        return custody;
    }

    /** All of one test run understand each other. */
    public static Seals seals() {
        return new Seals(CUSTODY);
    }

    public static KeyedDigest digest() {
        return new KeyedDigest(CUSTODY);
    }
}
