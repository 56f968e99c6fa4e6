package crm.operations.entity;

import java.time.Instant;

/**
 * A point of a group's charts.
 *
 * @param at when it ends
 * @param rateIn records written to its topics per second
 * @param rateOut records applied per second
 * @param lag records not applied yet
 * @param lagSeconds age of the oldest of them, 0 without one
 * @param members how many
 * @param status the worst of its partitions
 */
public record GroupMoment(
        Instant at, double rateIn, double rateOut, long lag, double lagSeconds, int members, Progress status) {}
