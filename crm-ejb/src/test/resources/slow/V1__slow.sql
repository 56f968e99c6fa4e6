-- Longer than the test's connections wait for an answer, or may be idle inside a transaction.
select pg_sleep(3);
create table slow_and_done (id int);
