-- H2 has no partial indexes; a column that is null for whatever does not wait unclaimed stands in. Each commit writes
-- the pages that changed: deliveries that are done now share the last page of these indexes, where before there was one
-- such page for each webhook.
alter table delivery add column waiting_for bigint
  generated always as (case when status = 'pending' and claimed_by is null then webhook_id end);
drop index delivery_due_by_webhook_idx;
drop index delivery_oldest_idx;
create index delivery_due_by_webhook_idx on delivery (waiting_for, due_at);
create index delivery_oldest_idx on delivery (waiting_for, id);
