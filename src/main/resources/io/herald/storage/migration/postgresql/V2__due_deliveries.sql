-- What waits unclaimed, by time (is anything due?) and by webhook (the fair claim). A fresh delivery that goes
-- through memory is inserted claimed and never enters these two.
create index delivery_due_idx on delivery (due_at) where status = 'pending' and claimed_by is null;
create index delivery_due_by_webhook_idx on delivery (webhook_id, due_at) where status = 'pending' and claimed_by is null;
-- What a node holds: voided when it dies, released when it stops, cancelled with its webhook.
create index delivery_claimed_idx on delivery (claimed_by, webhook_id) where status = 'pending' and claimed_by is not null;
-- The delivery log filtered for what went wrong: few rows among many.
create index delivery_unsuccessful_idx on delivery (webhook_id, id) where status in ('exhausted', 'cancelled');
