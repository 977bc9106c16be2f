-- Of an ordered webhook: the first one that waits.
create index delivery_oldest_idx on delivery (webhook_id, id) where status = 'pending' and claimed_by is null;
