-- Of a profile one instant is kept up to which no membership changes; which one does then is asked again.
alter table segment_profile drop column version_ids, drop column dues;
