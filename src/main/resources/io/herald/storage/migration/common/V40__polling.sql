-- A webhook that is polled has no URL. A receiver's token may poll, and nothing else.
alter table webhook alter column callback_url drop not null;
alter table api_token drop constraint api_token_role_known;
alter table api_token add constraint api_token_role_known
  check (role in ('admin', 'publisher', 'viewer', 'portal', 'receiver'));
