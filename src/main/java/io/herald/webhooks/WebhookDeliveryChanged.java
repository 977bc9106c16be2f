package io.herald.webhooks;

/** Messages come to a webhook's receiver another way from now on; told in the transaction. */
public record WebhookDeliveryChanged(long webhookId, DeliveryMode delivery) {}
