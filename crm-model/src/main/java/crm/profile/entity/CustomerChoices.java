package crm.profile.entity;

import java.util.List;

/** What there is to filter customers by, each list in the order of its values and at most some hundred long. */
public record CustomerChoices(List<String> countries, List<String> currencies, List<String> channels) {}
