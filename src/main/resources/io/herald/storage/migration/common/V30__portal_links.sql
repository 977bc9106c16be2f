-- A portal link is a token with an end: for the webhooks of one organization, and nothing else.
alter table api_token add column expires_at timestamp(3) with time zone;
alter table api_token drop constraint api_token_role_known;
alter table api_token add constraint api_token_role_known check (role in ('admin', 'publisher', 'viewer', 'portal'));
alter table api_token add constraint api_token_portal_ends check (role <> 'portal' or expires_at is not null);
