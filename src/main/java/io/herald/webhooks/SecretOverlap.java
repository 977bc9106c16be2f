package io.herald.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether secrets that were replaced sign still.
 *
 * @param previousValidUntil until then one of them does; null where the newest is alone
 */
public record SecretOverlap(@Nullable Instant previousValidUntil) {}
