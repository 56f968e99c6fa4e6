/**
 * What every component stands on: pages of lists and the settings of the installation. Start at
 * {@link crm.platform.entity.Page}.
 */
package crm.platform.entity;
