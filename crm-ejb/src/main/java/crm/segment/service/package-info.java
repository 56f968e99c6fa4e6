/**
 * Segments: definitions are published by {@link crm.segment.service.SegmentService}, and memberships told by
 * {@link crm.segment.service.Reckoning}, in the transactions that apply events, sweep timers or pass over all profiles.
 */
package crm.segment.service;
