/** What is said of segments: their states and versions, and why memberships change. */
package crm.segment.entity;
