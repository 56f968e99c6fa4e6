/**
 * How events become state, in plain Java. All of it is sums and "the latest wins", so that the order of arrival cannot
 * matter. Start at {@link crm.profile.fold.ProfileDelta}.
 */
package crm.profile.fold;
