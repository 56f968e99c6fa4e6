package crm.privacy.store;

/**
 * The end of the chain.
 *
 * @param seq of the newest entry, 0 without one
 * @param hash of it, in hexadecimal
 */
public record Head(long seq, String hash) {}
