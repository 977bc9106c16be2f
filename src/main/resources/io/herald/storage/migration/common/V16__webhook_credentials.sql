-- Everything of a webhook that is encrypted is one kind or another of secret: what its messages are signed with
-- (a shared secret, a private key), and what its requests carry (headers of its own, credentials).
alter table secret add column kind varchar(12) default 'hmac' not null;
alter table secret alter column ciphertext set data type varchar(400000);
alter table secret add constraint secret_kind_known check (kind in ('hmac', 'ed25519', 'credentials'));

alter table webhook add column public_key varchar(60); -- whpk_…, the newest
alter table webhook add column credentials varchar(100000); -- as they are shown: a JSON object with masks; null: none
