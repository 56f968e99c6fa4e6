package crm.ingest.entity;

/** What a delivery turned out to be: an {@link Event}, or the {@link Rejection} that says why it is none. */
public sealed interface Decoded permits Event, Rejection {}
