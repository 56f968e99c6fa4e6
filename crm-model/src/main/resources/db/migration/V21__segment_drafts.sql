-- A definition that is written down and not published yet, beside what serves; and how often somebody changed a segment, so
-- that nobody writes over what they have not seen. What goes on by itself (passes, swaps) is no such change.
alter table segment
    add draft_id integer,
    add revision bigint not null default 0;
