package io.herald.delivery;

import io.herald.messages.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the delivery log. The wire contract, section 2.
 *
 * @param attemptNumber of the last attempt; 0 before the first
 * @param httpStatus of the last attempt; null where it was not answered
 * @param success whether a receiver took it: {@code status} is {@code delivered}
 * @param requestBody the frozen bytes, as text
 * @param responseBody of the last attempt
 * @param nextAttemptAt null unless it is pending
 * @param attempts in order
 * @param transformationError why the webhook's transformation did not apply, so that {@code
 *     requestBody} went out without it; only there is it a member
 */
public record DeliveryView(
    long id,
    MessageId messageId,
    String eventType,
    DeliveryStatus status,
    int attemptNumber,
    @Nullable Integer httpStatus,
    boolean success,
    String requestBody,
    @Nullable String responseBody,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    List<AttemptView> attempts,
    Optional<String> transformationError) {}
