package crm.ingest.service;

import crm.ingest.entity.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What a candidate is found to be.
 *
 * @param entry what is to be written; empty if it is no event
 * @param faults why it is none, else what will be left out of it
 */
record Judgement(Optional<String> id, Optional<EventLog.Entry> entry, List<Fault> faults) {}
