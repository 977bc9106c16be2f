-- A part of a webhook's log that is being sent again. Whoever takes a step locks the row, moves the cursor together
-- with the deliveries, and commits: nothing about it is kept anywhere else.
create table replay (
  id bigint not null,
  webhook_id bigint not null,
  organization_id uuid not null, -- the webhook's owner
  status varchar(9) not null,
  since timestamp(3) with time zone not null, -- of the deliveries' created_at, included
  until timestamp(3) with time zone not null, -- excluded
  delivery_status varchar(9), -- only deliveries in this state; null: in every final one
  event_types varchar(16000), -- JSON array of patterns; null: every type
  expected bigint not null, -- how many there were to send at the start
  done bigint not null, -- how many of them are on their way again, or have arrived
  cursor_id bigint not null, -- the delivery it has come to
  last_id bigint not null, -- the delivery it ends with
  created_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone,
  constraint replay_pk primary key (id),
  constraint replay_status_known check (status in ('running', 'paused', 'cancelled', 'finished')),
  constraint replay_finished_at check ((status in ('cancelled', 'finished')) = (finished_at is not null))
);
create index replay_of_webhook_idx on replay (webhook_id, id);
create index replay_running_idx on replay (status, id);
