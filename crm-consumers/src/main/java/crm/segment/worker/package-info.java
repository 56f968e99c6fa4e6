/** Lets time pass for segments, as far as all events have come. */
package crm.segment.worker;
