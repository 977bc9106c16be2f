package io.herald.transport;

import jakarta.ws.rs.ProcessingException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One attempt from its start to its outcome: resolve, a first try, and a second one where the first
 * sent nothing. Whichever comes first, outcome or timeout, ends it.
 */
final class Attempt {

  /** Makes one try. */
  @FunctionalInterface
  interface Poster {
    CompletionStage<Answer> post(PostRequest request, Exchange exchange);
  }

  private final PostRequest request;
  private final Instant startedAt;
  private final long startedNanos = System.nanoTime();
  private final Poster poster;
  private final Reconnect reconnect;
  private final Optional<EgressProxy> proxy;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private volatile @Nullable Exchange exchange;

  Attempt(
      PostRequest request,
      Instant startedAt,
      Poster poster,
      Reconnect reconnect,
      Optional<EgressProxy> proxy) {
    this.request = request;
    this.startedAt = startedAt;
    this.poster = poster;
    this.reconnect = reconnect;
    this.proxy = proxy;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /** The time is up. */
  void timeOut() {
    Exchange current = exchange;
    unreachable(
        current == null
            ? Fault.unresolvedWithin(request.timeout())
            : Fault.timeout(current, request.url().secure(), request.timeout()));
    if (current != null) {
      current.abort();
    }
  }

  void resolved(@Nullable List<InetAddress> addresses, @Nullable Throwable failure) {
    if (addresses != null) {
      firstTry(addresses);
    } else if (failure != null && unwrap(failure) instanceof AddressNotAllowed refused) {
      outcome.complete(new Refused(refused.sentence(), startedAt, elapsed()));
    } else {
      unreachable(proxy.isPresent() ? ProxyFault.unresolved() : Fault.unresolved());
    }
  }

  private void firstTry(List<InetAddress> addresses) {
    Exchange first = new Exchange(addresses.get(0), proxy, request.identity());
    begin(first)
        .whenComplete(
            (answer, wrapped) -> {
              if (answer != null) {
                answered(answer);
                return;
              }
              Throwable failure = unwrap(wrapped);
              if (Fault.worthReconnecting(failure, first.progress()) && !outcome.isDone()) {
                secondTry(addresses, Fault.of(failure, first));
              } else {
                unreachable(Fault.of(failure, first));
              }
            });
  }

  /** To the next address, where there is one. */
  private void secondTry(List<InetAddress> addresses, Fault firstFault) {
    InetAddress next = addresses.get(addresses.size() > 1 ? 1 : 0);
    Exchange second = new Exchange(next, proxy, request.identity());
    SecondTry tries = new SecondTry(second);
    CompletionStage<Void> connected;
    try {
      connected = reconnect.connect(tries);
    } catch (RuntimeException refused) { // the bulkhead is full, or the server stops
      unreachable(firstFault);
      return;
    }
    connected.whenComplete(
        (done, failure) -> {
          if (failure != null && !tries.begun) {
            unreachable(firstFault);
          }
        });
  }

  /** Fails as the first try has, and really connects when it is asked again. */
  private final class SecondTry implements Reconnect.Tries {

    private final Exchange second;
    private volatile boolean asked;
    private volatile boolean begun;

    SecondTry(Exchange second) {
      this.second = second;
    }

    @Override
    public CompletionStage<Void> next() {
      if (!asked) {
        asked = true;
        return CompletableFuture.failedFuture(new NothingSent());
      }
      begun = true;
      begin(second)
          .whenComplete(
              (answer, failure) -> {
                if (answer != null) {
                  answered(answer);
                } else {
                  unreachable(Fault.of(unwrap(failure), second));
                }
              });
      return second.sending();
    }
  }

  private CompletionStage<Answer> begin(Exchange next) {
    exchange = next;
    CompletionStage<Answer> answer = poster.post(request, next);
    if (outcome.isDone()) {
      next.abort();
    }
    return answer;
  }

  private void answered(Answer answer) {
    outcome.complete(
        new Answered(answer.status(), answer.headers(), answer.body(), startedAt, elapsed()));
  }

  private void unreachable(Fault fault) {
    if (!outcome.isDone()) {
      outcome.complete(new Unreachable(fault.kind(), fault.words(), startedAt, elapsed()));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null
        && (inner instanceof CompletionException || inner instanceof ProcessingException)) {
      inner = inner.getCause();
    }
    return inner;
  }
}
