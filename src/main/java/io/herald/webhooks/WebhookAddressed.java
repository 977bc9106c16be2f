package io.herald.webhooks;

/**
 * A webhook is posted to at a URL that it was not posted to before: it is new, or has moved. Told
 * in the transaction; who hears of it may deactivate the webhook.
 */
public record WebhookAddressed(long webhookId, String callbackUrl) {}
