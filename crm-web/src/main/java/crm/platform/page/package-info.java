/**
 * What all pages share: language, headers, failures. Start at {@link crm.platform.page.Language}; the layout is
 * {@code WEB-INF/template.xhtml}.
 */
package crm.platform.page;
