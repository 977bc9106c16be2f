package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.problems.Problem;
import io.herald.problems.Unavailable;
import io.herald.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records the messages of many requests in one transaction: a commit waits for the disk, and many
 * can wait for the same one. Nobody is told "accepted" before the commit. A request that spoils the
 * common transaction is recorded by itself, so that only its own sender hears of it.
 *
 * <p>Here and wherever a thread or a timer of ours goes on after trouble, every {@code Exception}
 * is caught: {@code @Transactional} declares none, and on WildFly throws the {@code
 * RollbackException} of a commit that failed all the same, unwrapped.
 */
@ApplicationScoped
class GroupCommit {

  private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
  private static final int MAX_WAITING_REQUESTS = 4096;
  private static final int MAX_MESSAGES = 200;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final SentOnce sentOnce;
  private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(MAX_WAITING_REQUESTS);
  private volatile boolean stopped;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  GroupCommit() { // for the CDI proxy
    this.outbox = null;
    this.sentOnce = null;
  }

  @Inject
  GroupCommit(Outbox outbox, SentOnce sentOnce) {
    this.outbox = outbox;
    this.sentOnce = sentOnce;
  }

  /**
   * @param key null: it may be sent any number of times
   * @param committed whether it was the first with its key
   */
  private record Request(
      List<Message> messages, @Nullable IdempotencyKey key, CompletableFuture<Boolean> committed) {

    void fail(Throwable e) {
      committed.completeExceptionally(
          e instanceof Problem
              ? e
              : new Unavailable("The events could not be recorded; try again.", RETRY_AFTER));
    }
  }

  /**
   * Starts the threads. On PostgreSQL two, so that one collects while the other waits for the disk;
   * H2 writes one commit at a time, and larger ones cost little more.
   */
  void start(ThreadFactory threads, Database database) {
    for (int i = 0; i < (database == Database.H2 ? 1 : 2); i++) {
      threads.newThread(this::run).start();
    }
  }

  /** Takes no more; what waits is still recorded. */
  void stop() {
    stopped = true;
  }

  /**
   * Records messages, all or none; the stage completes after the commit, or exceptionally.
   *
   * @throws Unavailable where too many requests wait already, or the server is stopping
   */
  CompletionStage<Boolean> record(List<Message> messages) {
    return record(messages, null);
  }

  /**
   * The same, unless the key was used before, which is remembered in the same transaction; the
   * stage completes with whether it was the first.
   *
   * @throws Unavailable as above
   */
  CompletionStage<Boolean> record(List<Message> messages, @Nullable IdempotencyKey key) {
    Request request = new Request(messages, key, new CompletableFuture<>());
    if (stopped || !requests.offer(request)) {
      throw new Unavailable("Too many events are waiting to be recorded.", RETRY_AFTER);
    }
    return request.committed();
  }

  private void run() {
    List<Request> group = new ArrayList<>();
    while (!stopped || !requests.isEmpty()) {
      try {
        Request first = requests.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          collect(first, group);
          commit(group);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    group.clear();
    requests.drainTo(group);
    group.forEach(each -> each.fail(new IllegalStateException("stopping")));
  }

  private void collect(Request first, List<Request> group) {
    group.clear();
    group.add(first);
    int messages = first.messages().size();
    while (messages < MAX_MESSAGES) {
      Request next = requests.poll();
      if (next == null) {
        break;
      }
      group.add(next);
      messages += next.messages().size();
    }
  }

  private void commit(List<Request> group) {
    try {
      recordAll(group);
    } catch (Exception | Error e) { // nobody would start this thread again
      LOG.log(Level.FINE, "a group of requests is recorded one by one", e);
      group.forEach(this::commitAlone);
    }
  }

  private void commitAlone(Request request) {
    try {
      recordAll(List.of(request));
    } catch (Exception | Error e) {
      LOG.log(Level.WARNING, "events could not be recorded: {0}", e.toString());
      request.fail(e);
    }
  }

  /** In one transaction; then everybody is told. */
  private void recordAll(List<Request> group) {
    List<Message> messages = new ArrayList<>();
    SortedMap<IdempotencyKey, List<Message>> once = new TreeMap<>();
    for (Request request : group) {
      if (request.key() == null) {
        messages.addAll(request.messages());
      } else {
        once.put(request.key(), request.messages());
      }
    }
    Set<IdempotencyKey> repeated = Set.of();
    if (once.isEmpty()) {
      outbox.record(messages);
    } else {
      repeated = sentOnce.record(messages, once);
    }
    for (Request request : group) {
      request.committed().complete(request.key() == null || !repeated.contains(request.key()));
    }
  }
}
