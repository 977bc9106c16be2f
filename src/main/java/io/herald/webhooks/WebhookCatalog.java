package io.herald.webhooks;

import io.herald.messages.EventType;
import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All webhooks in memory, brought up to date by their revisions: one small read when nothing
 * changed, else that and the rows that did. What it answers is never older than the transaction
 * that asks.
 *
 * <p>A transaction that changed something itself reads numbers and rows that may yet be rolled
 * back. It gets a snapshot of its own, which ends with it and which nobody else sees.
 */
@ApplicationScoped
public class WebhookCatalog {

  private final CatalogRevision revision;
  private final CatalogLoader loader;
  private final TransactionSynchronizationRegistry transaction;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile Snapshot shared;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  WebhookCatalog() { // for the CDI proxy
    this.revision = null;
    this.loader = null;
    this.transaction = null;
    this.shared = null;
  }

  @Inject
  WebhookCatalog(
      CatalogRevision revision,
      CatalogLoader loader,
      OrganizationTree tree,
      TransactionSynchronizationRegistry transaction) {
    this.revision = revision;
    this.loader = loader;
    this.transaction = transaction;
    this.shared = Snapshot.empty(tree);
  }

  /**
   * The active webhooks of {@code about} and of all organizations above it whose event types match.
   * Call it within a transaction; whoever has several messages asks {@link #current} once.
   */
  public List<Target> matching(OrganizationId about, EventType type) {
    return current().matching(about, type);
  }

  /**
   * The webhook, active or not, as this node last saw it; empty where it has not. No database call:
   * for the sender, which must not wait.
   */
  public Optional<Target> find(long webhookId) {
    return shared.find(webhookId);
  }

  /** Everything as the present transaction sees it. Call it within a transaction. */
  public Snapshot current() {
    long seen = revision.current();
    if (revision.takenHere()) {
      return own(seen);
    }
    Snapshot snapshot = shared;
    return snapshot.revision() >= seen ? snapshot : upToDate(seen);
  }

  /**
   * Everything as this node last saw it: nearly always as it is. For whoever learns the {@linkplain
   * CatalogRevision#CURRENT revision} later in the transaction and then compares it with this
   * one's. A transaction that changed something itself gets {@link #current}.
   */
  public Snapshot known() {
    return revision.takenHere() ? current() : shared;
  }

  /** Learns of what changed, so that {@link #find} does; for a timer. */
  @Transactional
  public void refresh() {
    current();
  }

  private Snapshot upToDate(long seen) {
    loading.lock(); // so that a change is read once, not by every thread that notices it
    try {
      if (shared.revision() < seen) {
        shared = loader.bringTo(seen, shared);
      }
      return shared;
    } finally {
      loading.unlock();
    }
  }

  private Snapshot own(long seen) {
    Snapshot own = (Snapshot) transaction.getResource(this);
    if (own == null || own.revision() < seen) {
      own = loader.bringTo(seen, own == null ? shared : own);
      transaction.putResource(this, own);
    }
    return own;
  }
}
