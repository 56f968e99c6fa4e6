/**
 * The language in which segments, rules and audiences say whom they mean: its words as records, read from JSON with every
 * error by its JSON Pointer, written back, and told in English and Chinese. Start at {@link
 * crm.condition.language.DefinitionReader} and {@link crm.condition.language.Condition}; the written reference is
 * docs/segments.md.
 */
package crm.condition.language;
