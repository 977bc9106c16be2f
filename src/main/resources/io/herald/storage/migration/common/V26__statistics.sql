-- What happened, counted. A transaction that records or settles deliveries adds one row to statistics_log, with what
-- it did; every few seconds those rows are folded into the buckets and removed. So a count is as durable as what it
-- counts, and no row is hot.
create table statistics_log (
  id bigint not null,
  entries varchar(1048576) not null, -- lines: webhook minute accepted delivered failed exhausted latencies
  constraint statistics_log_pk primary key (id)
);
create table statistics (
  subject varchar(50) not null, -- webhook/<id> or organization/<uuid>
  minutes smallint not null, -- the length of the bucket: 1 or 60
  starts_at timestamp(3) with time zone not null,
  accepted bigint not null,
  delivered bigint not null,
  failed bigint not null, -- attempts
  exhausted bigint not null,
  latencies varchar(4000) not null, -- of attempts: a sparse histogram
  constraint statistics_pk primary key (subject, minutes, starts_at),
  constraint statistics_minutes_known check (minutes in (1, 60))
);
create index statistics_age_idx on statistics (minutes, starts_at);
