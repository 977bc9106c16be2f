-- Requests with an Idempotency-Key, with what they were answered; written in the transaction of their messages.
create table sent_once (
  organization_id uuid not null, -- of the token
  request_key varchar(255) not null,
  fingerprint char(64) not null, -- SHA-256 of the request, lowercase hex
  answer varchar(65536) not null, -- JSON
  created_at timestamp(3) with time zone not null,
  constraint sent_once_pk primary key (organization_id, request_key)
);
create index sent_once_old_idx on sent_once (created_at);
