-- How many deliveries each webhook has with ids below a mark; those from the mark on are counted when somebody asks.
-- Whoever moves the mark, or deletes deliveries below it, locks its row first and keeps the counts true.
create table delivery_count (
  webhook_id bigint not null,
  deliveries bigint not null,
  constraint delivery_count_pk primary key (webhook_id)
);
create table delivery_count_mark (
  id smallint not null,
  below bigint not null,
  constraint delivery_count_mark_pk primary key (id),
  constraint delivery_count_mark_single check (id = 1)
);
insert into delivery_count_mark (id, below) values (1, 0);
