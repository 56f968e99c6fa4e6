package crm.profile.rest;

/** The body of a new note. */
record NoteBody(String text) {}
