-- Why the webhook's transformation did not apply, and the body went out without it; null where it did, or there was none.
alter table delivery add column transformation_error varchar(1000);
