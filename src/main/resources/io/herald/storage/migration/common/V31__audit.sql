-- What was changed through the API. Append-only: only retention removes rows, PostgreSQL refuses to change one.
-- No foreign keys: entries outlive what they are about.
create table audit_entry (
  id bigint not null,
  organization_id uuid not null, -- whom the change concerns
  actor_organization_id uuid not null,
  actor varchar(200) not null,
  credential varchar(200) not null, -- such as token/17
  role varchar(16) not null,
  address varchar(45) not null,
  call varchar(200) not null, -- such as DELETE /v1/webhooks/{id}
  target varchar(1000) not null, -- the path of what was changed, or made
  details varchar(4000) not null, -- JSON object
  created_at timestamp(3) with time zone not null,
  constraint audit_entry_pk primary key (id)
);
create index audit_entry_of_organization_idx on audit_entry (organization_id, id);
