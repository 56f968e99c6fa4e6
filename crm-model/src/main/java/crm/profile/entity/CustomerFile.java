package crm.profile.entity;

import crm.platform.entity.Page;

/** A profile with a page of what happened with the customer, newest first. */
public record CustomerFile(ProfileView profile, Page<TimelineEntry> timeline) {}
