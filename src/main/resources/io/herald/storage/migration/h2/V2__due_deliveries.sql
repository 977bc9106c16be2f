-- H2 has no partial indexes.
create index delivery_due_idx on delivery (status, claimed_by, due_at);
create index delivery_due_by_webhook_idx on delivery (status, claimed_by, webhook_id, due_at);
