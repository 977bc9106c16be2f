package io.herald.directory;

import java.time.Instant;

/** A user was deleted, by itself or with its organization. */
public record UserDeleted(UserSnapshot user, Instant at) implements DirectoryEvent {}
