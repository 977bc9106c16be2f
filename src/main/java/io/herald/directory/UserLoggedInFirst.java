package io.herald.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user logged in for the first time.
 *
 * @param remainingSeats how many more users the organization may have; null without a limit
 */
public record UserLoggedInFirst(UserSnapshot user, @Nullable Integer remainingSeats, Instant at)
    implements DirectoryEvent {}
