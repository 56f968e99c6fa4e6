package crm.operations.entity;

/**
 * One thing that must work for the application to be ready.
 *
 * @param detail what is wrong and what to do, empty when all is well; with {@code up} it harms nothing else
 */
public record Check(String name, boolean up, String detail) {}
