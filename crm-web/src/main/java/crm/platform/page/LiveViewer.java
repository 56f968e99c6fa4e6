package crm.platform.page;

/** Who looks. */
record LiveViewer(String session, String account) {}
