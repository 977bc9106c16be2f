-- Webhooks with a rate limit or an order, as far as something was claimed for them: whoever claims for one locks its
-- row first, so that claims of all nodes for it come one after the other.
create table delivery_gate (
  webhook_id bigint not null,
  free_from_micros bigint not null, -- rate limit: when the next attempt may begin, in microseconds since 1970
  delivery_id bigint, -- what was claimed last through this gate
  constraint delivery_gate_pk primary key (webhook_id)
);
