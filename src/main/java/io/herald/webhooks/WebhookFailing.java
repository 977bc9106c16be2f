package io.herald.webhooks;

import io.herald.security.OrganizationId;
import java.time.Instant;

/**
 * Nothing but failures has come back from a webhook for a part of {@code
 * herald.webhook.deactivate-after}; fired in the transaction that notes it, once for each of 50, 70
 * and 90 %.
 *
 * @param owner the organization that owns the webhook
 * @param percent of the time after which it is deactivated
 * @param deactivatesAt when that will be, if it goes on like this
 */
public record WebhookFailing(
    long webhookId, OrganizationId owner, Instant since, int percent, Instant deactivatesAt) {}
