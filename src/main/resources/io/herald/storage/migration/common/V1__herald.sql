-- Herald's tables. One dialect for PostgreSQL 15+ and H2 2.2; what must differ stands in ../postgresql and ../h2.
-- Ids: uuid for what receivers see as user_…, org_…, msg_… ; bigint below 2^53, assigned by the application, for the rest.
-- Instants have milliseconds. Text of receivers and tenants is bounded by the columns below.

create table organization (
  id uuid not null,
  parent_id uuid,
  name varchar(200) not null,
  seats integer,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint organization_pk primary key (id),
  constraint organization_name_unique unique (name),
  constraint organization_parent_fk foreign key (parent_id) references organization (id),
  constraint organization_seats_positive check (seats >= 0)
);
create index organization_children_idx on organization (parent_id);

create table app_user (
  id uuid not null,
  organization_id uuid not null,
  username varchar(200) not null,
  email varchar(320) not null,
  disabled boolean not null,
  first_login_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  constraint app_user_pk primary key (id),
  constraint app_user_username_unique unique (organization_id, username),
  constraint app_user_organization_fk foreign key (organization_id) references organization (id)
);

create table user_group (
  id bigint not null,
  organization_id uuid not null,
  name varchar(200) not null,
  created_at timestamp(3) with time zone not null,
  constraint user_group_pk primary key (id),
  constraint user_group_name_unique unique (organization_id, name),
  constraint user_group_organization_fk foreign key (organization_id) references organization (id)
);

create table membership (
  group_id bigint not null,
  user_id uuid not null,
  constraint membership_pk primary key (group_id, user_id),
  constraint membership_group_fk foreign key (group_id) references user_group (id),
  constraint membership_user_fk foreign key (user_id) references app_user (id)
);
create index membership_of_user_idx on membership (user_id);

create table api_token (
  id bigint not null,
  organization_id uuid not null,
  role varchar(16) not null,
  name varchar(200) not null,
  hash char(64) not null, -- SHA-256 of the token, lowercase hex
  created_at timestamp(3) with time zone not null,
  last_used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  constraint api_token_pk primary key (id),
  constraint api_token_hash_unique unique (hash),
  constraint api_token_organization_fk foreign key (organization_id) references organization (id),
  constraint api_token_role_known check (role in ('admin', 'publisher', 'viewer'))
);
create index api_token_of_organization_idx on api_token (organization_id);

-- One row. Whoever changes what decides over matching (a webhook, an organization's name) increments it in the same
-- transaction; the row lock orders the commits, so every node can bring its cache up to date exactly: rows of a
-- higher revision than its own are what it has not seen.
create table catalog_revision (
  id smallint not null,
  revision bigint not null,
  constraint catalog_revision_pk primary key (id),
  constraint catalog_revision_single check (id = 1)
);
insert into catalog_revision (id, revision) values (1, 0);

-- No foreign key to organization: a deleted webhook, and the log under it, outlive the organization until retention.
create table webhook (
  id bigint not null,
  organization_id uuid not null,
  name varchar(200),
  description varchar(2000),
  callback_url varchar(2048) not null,
  event_types varchar(16000), -- JSON array of patterns; null: every type
  active boolean not null,
  deactivated_reason varchar(32), -- by_hand, gone, failing
  revision bigint not null, -- of catalog_revision, when this row last changed
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  deleted_at timestamp(3) with time zone,
  constraint webhook_pk primary key (id)
);
create index webhook_of_organization_idx on webhook (organization_id);
create index webhook_revision_idx on webhook (revision);

create table secret (
  id bigint not null,
  webhook_id bigint not null,
  key_id varchar(16) not null, -- of the key that encrypts it
  ciphertext varchar(1000) not null, -- base64 of nonce and AES-GCM output
  created_at timestamp(3) with time zone not null,
  valid_until timestamp(3) with time zone, -- null: the newest one
  constraint secret_pk primary key (id),
  constraint secret_webhook_fk foreign key (webhook_id) references webhook (id)
);
create index secret_of_webhook_idx on secret (webhook_id);

-- The tables below are written thousands of times a second: no foreign keys, since each would lock the webhook's
-- row once per delivery (FOR KEY SHARE) and make one hot row of it. Retention removes what belongs together.

create table message (
  id uuid not null,
  organization_id uuid not null,
  event_type varchar(128) not null,
  body varchar(1048576) not null, -- the exact text that is signed and sent; for enveloped types the payload alone
  recorded_at timestamp(3) with time zone not null,
  constraint message_pk primary key (id)
);

create table delivery (
  id bigint not null,
  message_id uuid not null,
  webhook_id bigint not null,
  organization_id uuid not null, -- the webhook's owner
  event_type varchar(128) not null,
  body varchar(1048576), -- enveloped types: this webhook's own frozen body; null: the message's
  status varchar(9) not null,
  attempt_count integer not null,
  retries_used integer not null, -- position in the retry schedule; a redelivery starts again at 0
  due_at timestamp(3) with time zone, -- pending: when the next attempt may start; null otherwise
  claimed_by bigint, -- the node that may attempt and settle it; null: whoever claims it
  http_status integer, -- of the last attempt
  created_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone,
  constraint delivery_pk primary key (id),
  constraint delivery_status_known check (status in ('pending', 'delivered', 'exhausted', 'cancelled')),
  constraint delivery_due_iff_pending check ((status = 'pending') = (due_at is not null))
);
create index delivery_log_idx on delivery (webhook_id, id);
create index delivery_of_message_idx on delivery (message_id);

create table attempt (
  delivery_id bigint not null,
  number integer not null,
  started_at timestamp(3) with time zone not null,
  duration_ms integer not null,
  outcome varchar(32) not null,
  http_status integer,
  request_headers varchar(65536) not null, -- JSON object
  response_headers varchar(65536), -- JSON object
  response_body varchar(20000), -- the first 16 KiB as text
  error varchar(1000),
  constraint attempt_pk primary key (delivery_id, number)
);

-- A node is one run of one server. It holds its claims for as long as it renews last_seen (the database's clock);
-- the others void the claims of one that stopped.
create table node (
  id bigint not null,
  slot integer not null, -- distinguishes the ids that nodes assign within one millisecond
  name varchar(200) not null,
  started_at timestamp(3) with time zone not null,
  last_seen timestamp(3) with time zone not null,
  constraint node_pk primary key (id),
  constraint node_slot_unique unique (slot)
);
