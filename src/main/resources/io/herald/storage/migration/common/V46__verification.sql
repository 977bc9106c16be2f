-- Whether the callback URL of a webhook has agreed to be posted to.
create table webhook_verification (
  webhook_id bigint not null,
  callback_url varchar(2048) not null, -- the one that was, or is being, asked
  state varchar(8) not null,
  method varchar(8), -- by which it agreed: options, echo
  allowed_rate varchar(9), -- requests a minute, or *
  error varchar(1000),
  attempted_at timestamp(3) with time zone,
  due_at timestamp(3) with time zone, -- when it is to be asked; while it is: when the claim ends; null: no more
  constraint webhook_verification_pk primary key (webhook_id),
  constraint webhook_verification_webhook_fk foreign key (webhook_id) references webhook (id) on delete cascade,
  constraint webhook_verification_state_known check (state in ('pending', 'verified', 'failed'))
);
create index webhook_verification_due_idx on webhook_verification (due_at);
