package crm.profile.rest;

/**
 * The body of a new note.
 *
 * @param text a string; typed so that JAX-RS does not take the record for something that is made of a whole text
 */
record NoteBody(Object text) {

    /** Null where it is no text. */
    String words() {
        return text instanceof String words ? words : null;
    }
}
