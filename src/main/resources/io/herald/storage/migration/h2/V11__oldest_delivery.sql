-- Of an ordered webhook: the first one that waits. H2 has no partial indexes.
create index delivery_oldest_idx on delivery (status, claimed_by, webhook_id, id);
