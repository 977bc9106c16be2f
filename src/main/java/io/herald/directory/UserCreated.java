package io.herald.directory;

import java.time.Instant;

/** A user was added to the directory; it has not logged in yet. */
public record UserCreated(UserSnapshot user, Instant at) implements DirectoryEvent {}
