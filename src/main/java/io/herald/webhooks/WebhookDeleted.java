package io.herald.webhooks;

/** A webhook is gone; fired in the transaction that deletes it. */
public record WebhookDeleted(long webhookId) {}
