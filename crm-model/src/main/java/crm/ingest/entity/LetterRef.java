package crm.ingest.entity;

/** Which dead letter, and where in the order of replays it comes. */
public record LetterRef(long id, LetterPlace place) {}
