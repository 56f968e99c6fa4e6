/**
 * Lets time pass for segments, as far as all events have come, and publishes how memberships change. Start at
 * {@link crm.segment.worker.SegmentTurns}, {@link crm.segment.worker.PassTurns}, {@link crm.segment.worker.RfmTurns} and {@link crm.segment.worker.MembershipRelay}.
 */
package crm.segment.worker;
