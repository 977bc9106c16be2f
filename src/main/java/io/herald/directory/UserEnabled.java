package io.herald.directory;

import java.time.Instant;

/** A user that was disabled no longer is. */
public record UserEnabled(UserSnapshot user, Instant at) implements DirectoryEvent {}
