package io.herald.directory;

import java.time.Instant;

/** A user left a group of its organization, or the group was deleted. */
public record UserRemovedFromGroup(UserSnapshot user, String groupName, Instant at)
    implements DirectoryEvent {}
