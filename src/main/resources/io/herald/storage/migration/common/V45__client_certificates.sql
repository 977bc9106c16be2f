-- When the client certificate of a webhook ends, and of which step before that its owner was told last.
alter table webhook add column certificate_expires_at timestamp(3) with time zone; -- null: it has none
alter table webhook add column certificate_told smallint; -- days before the end: 30, 14, 3, 1, 0; null: of none
create index webhook_certificate_idx on webhook (certificate_expires_at);
