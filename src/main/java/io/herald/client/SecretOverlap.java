package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Until when secrets that were replaced sign still; null where the newest is alone. */
public record SecretOverlap(@Nullable Instant previousValidUntil) {}
