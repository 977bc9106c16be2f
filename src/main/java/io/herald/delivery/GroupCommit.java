package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.problems.Problem;
import io.herald.problems.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Records the messages of many requests in one transaction: a commit waits for the disk, and many
 * can wait for the same one. Nobody is told "accepted" before the commit. A request that spoils the
 * common transaction is recorded by itself, so that only its own sender hears of it.
 */
@ApplicationScoped
class GroupCommit {

  private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
  private static final int COMMITTERS = 2;
  private static final int MAX_WAITING_REQUESTS = 4096;
  private static final int MAX_MESSAGES = 200;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(MAX_WAITING_REQUESTS);
  private volatile boolean stopped;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  GroupCommit() { // for the CDI proxy
    this.outbox = null;
  }

  @Inject
  GroupCommit(Outbox outbox) {
    this.outbox = outbox;
  }

  private record Request(List<Message> messages, CompletableFuture<Void> committed) {

    void fail(RuntimeException e) {
      committed.completeExceptionally(
          e instanceof Problem
              ? e
              : new Unavailable("The events could not be recorded; try again.", RETRY_AFTER));
    }
  }

  void start(ThreadFactory threads) {
    for (int i = 0; i < COMMITTERS; i++) {
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
  CompletionStage<Void> record(List<Message> messages) {
    Request request = new Request(messages, new CompletableFuture<>());
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
      outbox.record(group.stream().flatMap(each -> each.messages().stream()).toList());
      group.forEach(each -> each.committed().complete(null));
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "a group of requests is recorded one by one", e);
      group.forEach(this::commitAlone);
    }
  }

  private void commitAlone(Request request) {
    try {
      outbox.record(request.messages());
      request.committed().complete(null);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "events could not be recorded: {0}", e.toString());
      request.fail(e);
    }
  }
}
