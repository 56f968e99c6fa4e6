/** Segments as marketers and systems use them. Start at {@link crm.it.segment.SegmentsByHttpIT}. */
package crm.it.segment;
