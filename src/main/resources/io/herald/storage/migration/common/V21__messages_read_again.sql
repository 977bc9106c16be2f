-- Messages are listed by organization in the order of their ids, which is that of time. All organizations together
-- are listed by the primary key.
create index message_of_organization_idx on message (organization_id, id);

-- When its body was erased on request; the row itself stays until retention.
alter table message add column erased_at timestamp(3) with time zone;
