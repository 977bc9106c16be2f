package io.herald.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections: tells the exchange of its new one, makes sure that it goes where it must, and
 * has TLS speak with the exchange's own client certificate. Each certificate has an operator of its
 * own, for as long as the certificate is known to anybody.
 */
final class PinnedOperator extends DefaultAsyncClientConnectionOperator {

  private final Function<ClientIdentity, PinnedOperator> others;
  private final Map<ClientIdentity, PinnedOperator> ofIdentity =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Shows no certificate, and leaves to another one what is to show one. */
  PinnedOperator(
      TlsStrategy tls, Function<ClientIdentity, PinnedOperator> others, SchemePortResolver ports) {
    super(
        RegistryBuilder.<TlsStrategy>create().register(URIScheme.HTTPS.getId(), tls).build(),
        ports,
        NO_NAMES);
    this.others = others;
  }

  private PinnedOperator inChargeOf(Exchange exchange) {
    return exchange
        .identity()
        .map(identity -> ofIdentity.computeIfAbsent(identity, others))
        .orElse(this);
  }

  @Override
  public Future<ManagedAsyncClientConnection> connect(
      ConnectionInitiator initiator,
      HttpHost host,
      @Nullable Path unixSocket,
      NamedEndpoint name,
      SocketAddress local,
      Timeout connectTimeout,
      Object attachment,
      HttpContext context,
      FutureCallback<ManagedAsyncClientConnection> callback) {
    Exchange exchange = PinnedClient.exchangeIn(context);
    ConnectionInitiator telling =
        (endpoint, remote, from, timeout, tlsConfig, whenOpen) -> {
          if (!(remote instanceof InetSocketAddress to)
              || !exchange.address().equals(to.getAddress())) {
            throw new IllegalStateException("not the address that was checked");
          }
          return initiator.connect(
              endpoint,
              remote,
              from,
              timeout,
              tlsConfig,
              new CallbackContribution<IOSession>(whenOpen) {
                @Override
                public void completed(IOSession session) {
                  exchange.opened(session);
                  whenOpen.completed(session);
                }
              });
        };
    Future<ManagedAsyncClientConnection> connecting =
        inChargeOf(exchange)
            .open(
                telling,
                host,
                unixSocket,
                name,
                local,
                connectTimeout,
                attachment,
                context,
                callback);
    exchange.connecting(connecting);
    return connecting;
  }

  private Future<ManagedAsyncClientConnection> open(
      ConnectionInitiator initiator,
      HttpHost host,
      @Nullable Path unixSocket,
      NamedEndpoint name,
      SocketAddress local,
      Timeout connectTimeout,
      Object attachment,
      HttpContext context,
      FutureCallback<ManagedAsyncClientConnection> callback) {
    return super.connect(
        initiator, host, unixSocket, name, local, connectTimeout, attachment, context, callback);
  }

  @Override
  public void upgrade(
      ManagedAsyncClientConnection connection,
      HttpHost host,
      NamedEndpoint name,
      Object attachment,
      HttpContext context,
      FutureCallback<ManagedAsyncClientConnection> callback) {
    Exchange exchange = PinnedClient.exchangeIn(context);
    exchange.tunnelOpen();
    inChargeOf(exchange).secure(connection, host, name, attachment, context, callback);
  }

  private void secure(
      ManagedAsyncClientConnection connection,
      HttpHost host,
      NamedEndpoint name,
      Object attachment,
      HttpContext context,
      FutureCallback<ManagedAsyncClientConnection> callback) {
    super.upgrade(connection, host, name, attachment, context, callback);
  }

  private static final DnsResolver NO_NAMES =
      new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
          throw new UnknownHostException("names are resolved before");
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
          throw new UnknownHostException("names are resolved before");
        }

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
          throw new UnknownHostException("names are resolved before");
        }
      };
}
