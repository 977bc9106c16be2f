-- How busy each node was, every ten seconds of the last half hour: what the operations overview plots, whichever node
-- is asked. No foreign key: a node that has left stays in the history.
create table node_reading (
  read_at timestamp(3) with time zone not null,
  node_id bigint not null,
  in_flight integer not null,
  held integer not null,
  oldest_due_ms bigint not null,
  lag varchar(4000) not null, -- histogram of the time from the recording of a delivery to its first attempt
  constraint node_reading_pk primary key (read_at, node_id)
);
