create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception 'audit_entry is append-only'; end $$;
create trigger audit_entry_append_only before update on audit_entry for each row execute function refuse_change();
