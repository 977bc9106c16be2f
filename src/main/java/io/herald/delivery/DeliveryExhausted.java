package io.herald.delivery;

import io.herald.security.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A delivery's retry schedule is used up; fired in the transaction that settles its last attempt.
 *
 * @param owner the organization that owns the webhook
 * @param attempts how many there were
 * @param httpStatus of the last one; null where it was not answered
 */
public record DeliveryExhausted(
    long webhookId,
    OrganizationId owner,
    long deliveryId,
    String messageId,
    String eventType,
    int attempts,
    @Nullable Integer httpStatus) {}
