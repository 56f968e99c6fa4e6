/**
 * What the platform must come to, computed the slow and obvious way from what it was told, without any code of the platform:
 * start at {@link crm.dev.oracle.Oracle}; {@link crm.dev.oracle.History} makes histories for it.
 */
package crm.dev.oracle;
