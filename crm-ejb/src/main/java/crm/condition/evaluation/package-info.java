/**
 * What conditions mean: whether one holds of a profile at an instant, until when, and why. Plain Java over an interface,
 * {@link crm.condition.evaluation.History}. Start at {@link crm.condition.evaluation.ConditionSet}.
 */
package crm.condition.evaluation;
