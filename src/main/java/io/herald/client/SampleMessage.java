package io.herald.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What {@code $message} says of a sample; what is null is made up. */
public record SampleMessage(
    @Nullable String id,
    @Nullable String type,
    @Nullable String organizationId,
    @Nullable Instant recordedAt) {}
