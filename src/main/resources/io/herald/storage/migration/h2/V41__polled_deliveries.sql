-- What a receiver fetches itself is claimed by -1, which is no node. It waits under the negative id of its webhook, so
-- that it costs no index of its own and the engine, which asks for positive ones, does not see it.
drop index delivery_due_by_webhook_idx;
drop index delivery_oldest_idx;
alter table delivery drop column waiting_for;
alter table delivery add column waiting_for bigint generated always as (
  case when status = 'pending' and claimed_by is null then webhook_id
    when status = 'pending' and claimed_by = -1 then -webhook_id end);
create index delivery_due_by_webhook_idx on delivery (waiting_for, due_at);
create index delivery_oldest_idx on delivery (waiting_for, id);
