package io.herald.transport;

import io.herald.transport.Unreachable.Kind;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Posts. Every attempt ends within its timeout, whatever the receiver does, and none holds a thread
 * while it waits. How many are in flight is the caller's to bound.
 */
@ApplicationScoped
public class HttpTransport {

  private static final long TIDY_SECONDS = 10;

  private final AddressGuard guard;
  private final AddressResolver resolver;
  private final Optional<EgressProxy> proxy;
  private final AddressResolver proxyResolver;
  private final Reconnect reconnect;
  private final Clock clock;
  private final JerseyPoster poster;
  private final ScheduledThreadPoolExecutor timer;
  private final Future<?> tidying;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  HttpTransport() { // for the CDI proxy
    guard = null;
    resolver = null;
    proxy = Optional.empty();
    proxyResolver = null;
    reconnect = null;
    clock = null;
    poster = null;
    timer = null;
    tidying = null;
  }

  /** Without a server around: no reconnect, no proxy. To be closed. */
  public HttpTransport(AddressGuard guard, Clock clock) {
    this(
        guard,
        new AddressResolver(guard),
        new Reconnect(),
        clock,
        new Egress(Optional.empty(), null));
  }

  @Inject
  HttpTransport(
      AddressGuard guard,
      AddressResolver resolver,
      Reconnect reconnect,
      Clock clock,
      Egress egress) {
    this.guard = guard;
    this.resolver = resolver;
    this.reconnect = reconnect;
    this.clock = clock;
    this.proxy = egress.proxy();
    this.proxyResolver = new AddressResolver(AddressGuard.allowingAll());
    this.poster = new JerseyPoster(new PinnedClient(egress::tls));
    this.timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("herald-transport-timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.tidying =
        timer.scheduleWithFixedDelay(
            poster::closeIdle, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Makes one attempt; never blocks, and never completes exceptionally. The stage completes on an
   * I/O thread, the timer's or the caller's own: what follows must be quick and must not block, or
   * it delays every other attempt.
   */
  public CompletionStage<Outcome> post(PostRequest request) {
    Instant startedAt = clock.instant();
    Optional<String> refusal = guard.refusal(request.url());
    if (refusal.isPresent()) {
      return CompletableFuture.completedStage(new Refused(refusal.get(), startedAt, Duration.ZERO));
    }
    Attempt attempt = new Attempt(request, startedAt, poster, reconnect, proxy);
    Future<?> timeout;
    try {
      timeout = timer.schedule(attempt::timeOut, request.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.completedStage(
          new Unreachable(Kind.CONNECT, "the sender is stopping", startedAt, Duration.ZERO));
    }
    addresses(request).whenComplete(attempt::resolved);
    return attempt.outcome().whenComplete((outcome, failure) -> timeout.cancel(false));
  }

  /** Where to connect to. Through a proxy that is the proxy: it resolves the receiver's name. */
  private CompletionStage<List<InetAddress>> addresses(PostRequest request) {
    return proxy.isPresent()
        ? proxyResolver.resolve(proxy.get().url())
        : resolver.resolve(request.url());
  }

  /** Connections that are open or being opened now, for tests and metrics. */
  int connectionsInUse() {
    return poster.connectionsInUse();
  }

  /** Closes what is idle at once; what is in flight ends as a lost connection. */
  @PreDestroy
  public void close() {
    tidying.cancel(false);
    proxyResolver.close();
    timer.shutdown(); // timeouts that are set still fire
    poster.close();
  }
}
