/** Conditions as people put them together by hand: a tree that may be incomplete. Start at {@link crm.condition.form.FormTree}. */
package crm.condition.form;
