-- What the callback URL of a webhook has agreed to, where it named a number; its deliveries keep to it.
alter table webhook add column allowed_rate integer; -- requests a minute
update webhook set allowed_rate = (
  select nullif(cast(v.allowed_rate as integer), 0) from webhook_verification v
  where v.webhook_id = webhook.id and v.callback_url = webhook.callback_url and v.state = 'verified' and v.allowed_rate <> '*');
