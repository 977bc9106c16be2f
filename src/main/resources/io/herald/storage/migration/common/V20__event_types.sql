-- What organizations register: the catalogue of event types. No foreign key to organization: retention removes the
-- types of one that has gone.
create table event_type (
  id bigint not null,
  organization_id uuid not null,
  name varchar(128) not null,
  description varchar(2000),
  payload_schema varchar(65536), -- JSON Schema 2020-12 of an event's data; null: any will do
  payload_example varchar(65536), -- an event's data
  deprecated boolean not null,
  archived boolean not null, -- events of it are refused
  revision bigint not null, -- of catalog_revision, when this row last changed
  created_at timestamp(3) with time zone not null,
  updated_at timestamp(3) with time zone not null,
  deleted_at timestamp(3) with time zone, -- kept until retention, so that other nodes learn of it
  constraint event_type_pk primary key (id),
  constraint event_type_name_unique unique (organization_id, name)
);
create index event_type_revision_idx on event_type (revision);
