package crm.ingest.worker;

import java.util.List;

/**
 * The workers of a group on this node.
 *
 * @param wanted how many there should be
 * @param running how many there are
 * @param waitsFor what keeps them from applying anything, none when all is well
 */
public record Staff(int wanted, int running, List<String> waitsFor) {}
