package crm.profile.page;

/**
 * A filter that is set, in words, with a button that takes it away.
 *
 * @param name in {@link crm.profile.entity.FilterWords}
 */
public record Chip(String name, String text) {}
