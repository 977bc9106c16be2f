package io.herald.directory;

import java.time.Instant;

/**
 * Something happened in the directory. Fire it with {@code Event.fire} inside the transaction that
 * makes it true: it is recorded in that transaction, and so announced if and only if it commits.
 */
public sealed interface DirectoryEvent
    permits OrganizationCreated,
        OrganizationDeleted,
        OrganizationUpdated,
        UserCreated,
        UserDeleted,
        UserDisabled,
        UserEnabled,
        UserLoggedInFirst,
        UserRemovedFromGroup,
        UserUpdated {

  /** When it happened. */
  Instant at();
}
