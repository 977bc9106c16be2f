-- As the superuser, once: psql -v password="'…'" -f create-database.sql
-- The tables are Herald's own business: it migrates them at start, as their owner.
create role herald login password :password;
create database herald owner herald encoding 'UTF8' template template0;
\connect herald
revoke create on schema public from public;
grant create on schema public to herald;
-- Deliveries change state two or three times in their life: collect what they leave behind early.
alter role herald set statement_timeout = '60s';
alter role herald set idle_in_transaction_session_timeout = '60s';
