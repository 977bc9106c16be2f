-- What a receiver fetches itself is claimed by -1, which is no node: so it is in no index that the engine asks.
create index delivery_polled_idx on delivery (webhook_id, id) where status = 'pending' and claimed_by = -1;
