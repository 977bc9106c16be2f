-- Which messages were erased a short while ago: none, nearly always.
create index message_erased_idx on message (erased_at) where erased_at is not null;
