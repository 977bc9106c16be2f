-- H2 has no partial indexes.
create index message_erased_idx on message (erased_at);
