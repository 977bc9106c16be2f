package io.herald.webhooks;

/** A webhook that was active no longer is; fired in the transaction that makes it so. */
public record WebhookDeactivated(long webhookId, DeactivatedReason reason) {}
