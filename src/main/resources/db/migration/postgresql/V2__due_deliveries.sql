-- What waits and is unclaimed, by time (is anything due?) and by webhook (the fair claim).
create index delivery_due_idx on delivery (due_at) where status = 'pending' and claimed_by is null;
create index delivery_due_by_webhook_idx on delivery (webhook_id, due_at) where status = 'pending' and claimed_by is null;
-- What a node holds: voided when it dies, released when it stops.
create index delivery_claimed_idx on delivery (claimed_by) where status = 'pending' and claimed_by is not null;
-- Pending deliveries of one webhook, to cancel them.
create index delivery_pending_of_webhook_idx on delivery (webhook_id) where status = 'pending';
