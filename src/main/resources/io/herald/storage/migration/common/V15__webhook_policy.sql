-- What a webhook's owner says about how it is delivered to, as one JSON object: it is written and read as a whole,
-- by the catalog of webhooks, and no statement looks for a part of it. Null: all as the installation has it.
alter table webhook add column policy varchar(200000);
