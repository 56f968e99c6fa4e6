package crm.dev.chaos;

/** Where a record stands. */
record Place(String topic, int partition, long offset) {}
