/**
 * The tables of profiles, and all SQL of the hot path: few statements per batch, each over whole columns. Every caller
 * is inside a transaction and has locked the profiles it writes ({@link crm.profile.store.ProfileRows#lock}).
 */
package crm.profile.store;
