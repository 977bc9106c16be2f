package io.herald.directory;

import java.time.Instant;

/** A user's username, email or the like changed. */
public record UserUpdated(UserSnapshot user, Instant at) implements DirectoryEvent {}
