package crm.ingest.entity;

import java.util.UUID;

/** Where a dead letter's record stood: the order in which letters are replayed, so that those of one key keep theirs. */
public record LetterPlace(String group, UUID topicId, int partition, long offset) {}
