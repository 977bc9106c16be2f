package io.herald.webhooks;

/** A webhook that was not active now is; fired in the transaction that makes it so. */
public record WebhookActivated(long webhookId) {}
