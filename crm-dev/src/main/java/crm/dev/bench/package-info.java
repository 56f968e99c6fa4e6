/**
 * How long people wait at a million customers: makes them, asks as people and systems ask, and prints what it took. Start at
 * {@link crm.dev.bench.PagesBench}.
 */
package crm.dev.bench;
