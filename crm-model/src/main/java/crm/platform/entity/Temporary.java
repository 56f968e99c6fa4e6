package crm.platform.entity;

/** A failure that passes without anybody changing the request: whoever meets it is told to try again soon. */
public interface Temporary {}
