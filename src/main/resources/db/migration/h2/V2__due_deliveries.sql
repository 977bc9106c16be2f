-- H2 has no partial indexes; delivered rows have a null due_at and sort to one end.
create index delivery_due_idx on delivery (status, claimed_by, due_at);
create index delivery_due_by_webhook_idx on delivery (status, claimed_by, webhook_id, due_at);
create index delivery_pending_of_webhook_idx on delivery (webhook_id, status);
