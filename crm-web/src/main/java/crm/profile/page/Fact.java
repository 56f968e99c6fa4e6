package crm.profile.page;

/** A field of a customer as people read it. */
public record Fact(String label, String text) {}
