-- Since when nothing but failures has come back from a webhook, and how much of that its owner was told.
alter table webhook add column deactivated_at timestamp(3) with time zone;
alter table webhook add column failing_since timestamp(3) with time zone;
alter table webhook add column failing_last_at timestamp(3) with time zone;
alter table webhook add column failing_told smallint default 0 not null; -- per cent of herald.webhook.deactivate-after
update webhook set deactivated_at = updated_at where not active and deleted_at is null;
create index webhook_failing_idx on webhook (failing_since);
