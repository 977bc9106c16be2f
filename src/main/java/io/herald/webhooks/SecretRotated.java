package io.herald.webhooks;

import io.herald.security.OrganizationId;
import java.time.Instant;

/**
 * A webhook has a new secret, or a new key; fired in the transaction that makes it so. The secret
 * itself is not told.
 *
 * @param owner the organization that owns the webhook
 * @param previousValidUntil until then the ones before it sign as well
 */
public record SecretRotated(long webhookId, OrganizationId owner, Instant previousValidUntil) {}
