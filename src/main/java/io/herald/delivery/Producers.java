package io.herald.delivery;

import io.herald.messages.Message;
import io.herald.problems.Conflict;
import io.herald.problems.Rejected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Takes the events of producers outside: each request once, where it has a key that says so. */
@ApplicationScoped
class Producers {

  private final GroupCommit groupCommit;
  private final SentOnce sentOnce;

  /** Keys of requests that this node is serving. */
  private final Set<IdempotencyKey> served = ConcurrentHashMap.newKeySet();

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Producers() { // for the CDI proxy
    this.groupCommit = null;
    this.sentOnce = null;
  }

  @Inject
  Producers(GroupCommit groupCommit, SentOnce sentOnce) {
    this.groupCommit = groupCommit;
    this.sentOnce = sentOnce;
  }

  /**
   * What a request is answered.
   *
   * @param json {@link SentEvents}
   * @param again whether it was answered so before
   */
  record Accepted(String json, boolean again) {}

  /** Records the messages of a request; the stage completes after the commit. */
  CompletionStage<Accepted> accept(List<Message> messages) {
    return groupCommit
        .record(messages)
        .thenApply(recorded -> new Accepted(SentEvents.of(messages).json(), false));
  }

  /**
   * The same for a request with a key; its body is read only where it is the first.
   *
   * @throws Conflict where the first one is still being served
   * @throws Rejected where the key was another request's
   */
  CompletionStage<Accepted> acceptOnce(IdempotencyKey key, Supplier<List<Message>> body) {
    IdempotencyKey whose = new IdempotencyKey(key.organization(), key.key(), "");
    if (!served.add(whose)) {
      throw new Conflict(
          "A request with this Idempotency-Key is still being served; send it again in a moment.");
    }
    CompletionStage<Accepted> answer;
    try {
      answer =
          sentOnce
              .answerTo(key)
              .<CompletionStage<Accepted>>map(
                  before -> CompletableFuture.completedFuture(new Accepted(before, true)))
              .orElseGet(() -> record(key, body.get()));
    } catch (Exception | Error e) {
      served.remove(whose);
      throw e;
    }
    return answer.whenComplete((accepted, refusal) -> served.remove(whose));
  }

  private CompletionStage<Accepted> record(IdempotencyKey key, List<Message> messages) {
    return groupCommit
        .record(messages, key)
        .thenApply(
            first ->
                first
                    ? new Accepted(SentEvents.of(messages).json(), false)
                    : new Accepted( // another node was faster
                        sentOnce
                            .answerTo(key)
                            .orElseThrow(() -> new Conflict("Try again in a moment.")),
                        true));
  }
}
