package io.herald.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * One try over one connection: how far it came, and the means to end it at any point. It is the
 * first of completed, failed and aborted that counts.
 */
final class Exchange implements FutureCallback<Reply> {

  /** How far it came, which decides what a failure means. */
  enum Progress {
    /** Nothing was sent: connecting, or in the TLS handshake. */
    CONNECTING,
    /** The TCP connection stands. */
    CONNECTED,
    /** The request may have arrived, at least in part. */
    SENDING,
    /** The head of the answer is there. */
    ANSWERING
  }

  private static final int MOST_INFORMATIONAL = 16;
  private static final Object NOBODY = "no client certificate";

  private final InetAddress address;
  private final @Nullable EgressProxy proxy;
  private final @Nullable ClientIdentity identity;
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final CompletableFuture<Void> sending = new CompletableFuture<>();
  private volatile Progress progress = Progress.CONNECTING;
  private volatile boolean tunnelOpen;
  private volatile boolean aborted;
  private volatile @Nullable IOSession session;
  private volatile @Nullable Future<?> connecting;
  private volatile @Nullable AsyncExecRuntime holder;
  private volatile @Nullable Reply arrived;
  private volatile boolean requestSent;
  private int informational; // of the connection's I/O thread alone

  /** To the one address that was checked; where there is a proxy, to the proxy's. */
  Exchange(InetAddress address, Optional<EgressProxy> proxy, @Nullable ClientIdentity identity) {
    this.address = address;
    this.proxy = proxy.orElse(null);
    this.identity = identity;
  }

  /** The receiver, with the address to go to; the proxy is not told any, only the name. */
  HttpHost target(CallbackUrl url) {
    return new HttpHost(url.scheme(), proxy == null ? address : null, url.host(), url.port());
  }

  /** Straight on, or through a tunnel. */
  HttpRoute route(HttpHost target) {
    boolean secure = URIScheme.HTTPS.same(target.getSchemeName());
    if (proxy == null) {
      return new HttpRoute(target, null, secure);
    }
    CallbackUrl url = proxy.url();
    return new HttpRoute(
        target,
        null,
        new HttpHost(url.scheme(), address, url.host(), url.port()),
        secure,
        TunnelType.TUNNELLED,
        secure ? LayerType.LAYERED : LayerType.PLAIN);
  }

  /** Whether what comes now comes from the proxy. */
  boolean isAtProxy() {
    return proxy != null && !tunnelOpen && progress.compareTo(Progress.SENDING) < 0;
  }

  /** TLS with the receiver begins. */
  void tunnelOpen() {
    tunnelOpen = true;
  }

  /** What to show to a receiver that asks for a certificate. */
  Optional<ClientIdentity> identity() {
    return Optional.ofNullable(identity);
  }

  /** Whose connections it may use: those that were opened with the same certificate, or none. */
  Object party() {
    return identity == null ? NOBODY : identity;
  }

  InetAddress address() {
    return address;
  }

  Progress progress() {
    return progress;
  }

  /** The answer, or what went wrong. */
  CompletableFuture<Reply> reply() {
    return reply;
  }

  /** Completes when the request goes out; fails where the exchange fails before. */
  CompletionStage<Void> sending() {
    return sending;
  }

  /** What holds the connection, new or kept, once there is one. */
  void heldBy(AsyncExecRuntime runtime) {
    holder = runtime;
    if (aborted) {
      runtime.discardEndpoint();
    }
  }

  void connecting(Future<?> future) {
    connecting = future;
    if (aborted) {
      future.cancel(true);
    }
  }

  /** A new connection; one that comes too late is closed, for nobody would own it. */
  void opened(IOSession opened) {
    session = opened;
    if (progress == Progress.CONNECTING) {
      progress = Progress.CONNECTED;
    }
    if (aborted) {
      opened.close(CloseMode.IMMEDIATE);
    }
  }

  void requestGoesOut() {
    progress = Progress.SENDING;
    sending.complete(null);
  }

  /**
   * One more 1xx.
   *
   * @throws IllegalStateException where it is one too many, which ends the connection
   */
  void informational() {
    if (++informational > MOST_INFORMATIONAL) {
      throw new IllegalStateException("too many informational answers");
    }
  }

  void headArrived() {
    progress = Progress.ANSWERING;
  }

  /** The last byte of the request is handed over. */
  void requestSent() {
    requestSent = true;
  }

  boolean isRequestSent() {
    return requestSent;
  }

  /** All that is wanted of the answer is there; whoever waits hears of it at the end. */
  @Override
  public void completed(Reply result) {
    arrived = result;
  }

  /** The connection is back in the pool, or closed: the next attempt finds it so. */
  void released() {
    Reply result = arrived;
    if (result != null) {
      reply.complete(result);
    }
  }

  @Override
  public void failed(Exception failure) {
    released();
    sending.completeExceptionally(failure);
    reply.completeExceptionally(failure);
  }

  @Override
  public void cancelled() {
    failed(new IOException("aborted"));
  }

  /**
   * Ends it now and lets go of its connection, in whatever state that is. Cancelling the client's
   * own future would not do: it forgets the connection that is being opened, and a kept one too.
   */
  void abort() {
    aborted = true;
    if (!reply.completeExceptionally(new IOException("aborted"))) {
      return; // over, and its connection may be another one's by now
    }
    sending.completeExceptionally(new IOException("aborted"));
    Future<?> attemptToConnect = connecting;
    if (attemptToConnect != null) {
      attemptToConnect.cancel(true);
    }
    IOSession opened = session;
    if (opened != null) {
      opened.close(CloseMode.IMMEDIATE);
    }
    AsyncExecRuntime runtime = holder;
    if (runtime != null) {
      runtime.discardEndpoint();
    }
  }
}
