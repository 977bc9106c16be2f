package io.herald.directory;

import java.time.Instant;

/** A user that was enabled no longer is. */
public record UserDisabled(UserSnapshot user, Instant at) implements DirectoryEvent {}
