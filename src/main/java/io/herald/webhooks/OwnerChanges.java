package io.herald.webhooks;

import io.herald.directory.OrganizationDeleted;
import io.herald.directory.OrganizationRenamed;
import io.herald.messages.DirectoryEventRecorded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Lets webhooks follow their owners: renamed with them, deleted with them. */
@ApplicationScoped
class OwnerChanges {

  private final Webhooks webhooks;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  OwnerChanges() { // for the CDI proxy
    this.webhooks = null;
  }

  @Inject
  OwnerChanges(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  void on(@Observes OrganizationRenamed renamed) {
    webhooks.renamed(renamed.organization());
  }

  void on(@Observes DirectoryEventRecorded recorded) {
    if (recorded.event() instanceof OrganizationDeleted deleted) {
      webhooks.deleteOf(deleted.organization().id());
    }
  }
}
