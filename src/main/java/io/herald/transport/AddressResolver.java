package io.herald.transport;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses behind a host and has the guard look at every one of them: one that is denied
 * refuses all, for a name server may give any of them to whoever asks next.
 *
 * <p>Look-ups block, so they run on a few threads of their own. What was found is kept for a few
 * seconds; what was found before that is used once more where the name server has not answered
 * within a second, so that a slow one does not stop the receivers that were reachable. Hosts whose
 * last look-up brought no address, and new ones, wait for threads of their own: a tenant whose name
 * server never answers holds up nobody who is in order.
 */
@ApplicationScoped
public class AddressResolver {

  private static final int THREADS = 8;
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_KNOWN_HOSTS = 10_000;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long USABLE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final AddressGuard guard;
  private final HostLookup lookup;
  private final LongSupplier nanoTime;
  private final ThreadPoolExecutor proven;
  private final ThreadPoolExecutor unproven;
  private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

  /**
   * The last answer about a host that had one, and the look-up that is to replace it.
   *
   * @param provenBefore whether the look-up before this one brought an address
   */
  private record Known(
      CompletableFuture<List<InetAddress>> answer,
      long askedAt,
      @Nullable Good lastGood,
      boolean provenBefore) {

    boolean proven() {
      return answer.isDone() && !answer.isCompletedExceptionally();
    }

    @Nullable Good newestGood() {
      return proven() ? new Good(answer.join(), askedAt) : lastGood;
    }
  }

  private record Good(List<InetAddress> addresses, long askedAt) {}

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  AddressResolver() { // for the CDI proxy
    guard = null;
    lookup = null;
    nanoTime = null;
    proven = null;
    unproven = null;
  }

  @Inject
  AddressResolver(AddressGuard guard) {
    this(guard, InetAddress::getAllByName);
  }

  AddressResolver(AddressGuard guard, HostLookup lookup) {
    this(guard, lookup, System::nanoTime);
  }

  AddressResolver(AddressGuard guard, HostLookup lookup, LongSupplier nanoTime) {
    this.guard = guard;
    this.lookup = lookup;
    this.nanoTime = nanoTime;
    this.proven = threads("herald-resolver");
    this.unproven = threads("herald-resolver-unproven");
  }

  private static ThreadPoolExecutor threads(String name) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            DaemonThreads.named(name));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * Why this URL may not be registered, its host looked up as well; empty where it may. A host that
   * is not found, or not within {@code patience}, may: its name can be published later, and each
   * attempt checks again. Blocks.
   */
  public Optional<String> refusal(CallbackUrl url, Duration patience) {
    Optional<String> withoutLookup = guard.refusal(url);
    if (withoutLookup.isPresent()) {
      return withoutLookup;
    }
    try {
      resolve(url).toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return e.getCause() instanceof AddressNotAllowed refused
          ? Optional.of(refused.sentence())
          : Optional.empty();
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * The addresses that may be connected to, in the system's order of preference; at least one.
   * Fails with {@link UnknownHostException} or {@link AddressNotAllowed}. Never blocks.
   */
  CompletionStage<List<InetAddress>> resolve(CallbackUrl url) {
    Optional<InetAddress> literal = url.literal();
    if (literal.isPresent()) {
      return guard.allows(literal.get())
          ? CompletableFuture.completedStage(List.of(literal.get()))
          : CompletableFuture.failedStage(new AddressNotAllowed(url.host()));
    }
    long now = nanoTime.getAsLong();
    Known found = known.get(url.host());
    if (found != null && now - found.askedAt() < FRESH_NANOS) {
      return patiently(found, now);
    }
    return patiently(ask(url.host(), now), now);
  }

  /** One look-up for all who ask at the same time. */
  private Known ask(String host, long now) {
    forgetIfTooMany(now);
    CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
    Known current =
        known.compute(
            host,
            (name, old) ->
                old != null && now - old.askedAt() < FRESH_NANOS
                    ? old
                    : new Known(
                        mine,
                        now,
                        old == null ? null : old.newestGood(),
                        old != null && old.proven()));
    if (current.answer() == mine) {
      try {
        (current.provenBefore() ? proven : unproven).execute(() -> answer(host, mine));
      } catch (RejectedExecutionException e) {
        known.remove(host, current);
        mine.completeExceptionally(new UnknownHostException("too many look-ups"));
      }
    }
    return current;
  }

  private void answer(String host, CompletableFuture<List<InetAddress>> answer) {
    try {
      List<InetAddress> addresses = List.of(lookup.addressesOf(host));
      if (addresses.isEmpty()) {
        throw new UnknownHostException(host);
      }
      if (!addresses.stream().allMatch(guard::allows)) {
        throw new AddressNotAllowed(host);
      }
      answer.complete(addresses);
    } catch (UnknownHostException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private static CompletionStage<List<InetAddress>> patiently(Known known, long now) {
    Good good = known.lastGood();
    if (known.answer().isDone() || good == null || now - good.askedAt() > USABLE_NANOS) {
      return known.answer();
    }
    return known.answer().copy().completeOnTimeout(good.addresses(), 1, TimeUnit.SECONDS);
  }

  private void forgetIfTooMany(long now) {
    if (known.size() >= MAX_KNOWN_HOSTS) {
      known.values().removeIf(entry -> now - entry.askedAt() > FRESH_NANOS && !entry.proven());
    }
    if (known.size() >= MAX_KNOWN_HOSTS) {
      known.values().removeIf(entry -> now - entry.askedAt() > FRESH_NANOS);
    }
    if (known.size() >= MAX_KNOWN_HOSTS) {
      known.clear();
    }
  }

  @PreDestroy
  void close() {
    proven.shutdownNow();
    unproven.shutdownNow();
  }
}
