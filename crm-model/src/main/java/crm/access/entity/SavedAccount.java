package crm.access.entity;

/** An account after it was saved. */
public record SavedAccount(AccountView account, boolean created) {}
