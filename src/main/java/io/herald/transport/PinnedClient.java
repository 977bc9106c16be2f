package io.herald.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.DefaultAsyncClientConnectionOperator;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.client5.http.nio.ManagedAsyncClientConnection;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache's asynchronous client with everything switched off that acts on its own: redirects,
 * retries, cookies, authentication, upgrades, compression, proxies that no setting of ours names.
 * It resolves no name: a route carries its address, and pooled connections are found by address,
 * host and scheme.
 */
final class PinnedClient {

  /** Where the {@link Exchange} is found in the context of a request. */
  static final String EXCHANGE = Exchange.class.getName();

  private static final int IO_THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());
  private static final int MOST_CONNECTIONS = 100_000; // the node's limit is the caller's
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_HEADERS = 100;
  private static final TimeValue IDLE = TimeValue.ofSeconds(50);
  private static final Timeout NEVER = Timeout.DISABLED; // each attempt has its own timer

  private final PoolingAsyncClientConnectionManager connections;
  private final CloseableHttpAsyncClient http;

  PinnedClient(SSLContext tls) {
    connections = connections(tls);
    http =
        HttpAsyncClients.custom()
            .setConnectionManager(connections)
            .setIOReactorConfig(
                IOReactorConfig.custom()
                    .setIoThreadCount(IO_THREADS)
                    .setTcpNoDelay(true)
                    .setSoTimeout(NEVER)
                    .build())
            .setHttp1Config(
                Http1Config.custom()
                    .setMaxLineLength(LONGEST_LINE)
                    .setMaxHeaderCount(MOST_HEADERS)
                    .setMaxEmptyLineCount(1)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setRedirectsEnabled(false)
                    .setAuthenticationEnabled(false)
                    .setExpectContinueEnabled(false)
                    .setContentCompressionEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .setConnectionRequestTimeout(NEVER)
                    .setDefaultKeepAlive(IDLE.getDuration(), IDLE.getTimeUnit())
                    .build())
            .setRoutePlanner((target, context) -> exchangeIn(context).route(target))
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableConnectionState()
            .setConnectionReuseStrategy(new CountingReuseStrategy())
            .setUserAgent("Herald")
            .setThreadFactory(DaemonThreads.named("herald-transport"))
            .addExecInterceptorFirst(
                "exchange",
                (request, entity, scope, chain, callback) -> {
                  exchangeIn(scope.clientContext).heldBy(scope.execRuntime);
                  chain.proceed(request, entity, scope, callback);
                })
            .addRequestInterceptorLast(
                (request, entity, context) -> exchangeIn(context).requestGoesOut())
            .build();
    http.start();
  }

  private static PoolingAsyncClientConnectionManager connections(SSLContext tls) {
    return new PoolingAsyncClientConnectionManagerBuilder() {
      @Override
      protected AsyncClientConnectionOperator createConnectionOperator(
          TlsStrategy tlsStrategy, SchemePortResolver ports, DnsResolver names) {
        return new PinnedOperator(tlsStrategy, ports);
      }
    }.setTlsStrategy(new NameCheckingTls(tls))
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(NEVER)
                .setSocketTimeout(NEVER)
                .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                .setHandshakeTimeout(NEVER)
                .build())
        .build();
  }

  CloseableHttpAsyncClient http() {
    return http;
  }

  PoolingAsyncClientConnectionManager connections() {
    return connections;
  }

  /** Also lets the pool forget routes that have no connection left. */
  void closeIdle() {
    connections.closeIdle(IDLE);
  }

  static Exchange exchangeIn(HttpContext context) {
    return (Exchange) context.getAttribute(EXCHANGE);
  }

  /** The only place that hears of each 100, which the client keeps from its response consumer. */
  private static final class CountingReuseStrategy extends DefaultClientConnectionReuseStrategy {

    @Override
    public boolean keepAlive(HttpRequest request, HttpResponse response, HttpContext context) {
      if (response.getCode() == HttpStatus.SC_CONTINUE) {
        exchangeIn(context).informational();
      }
      return super.keepAlive(request, response, context);
    }
  }

  /** Tells the exchange of its new connection, and makes sure that it goes where it must. */
  private static final class PinnedOperator extends DefaultAsyncClientConnectionOperator {

    PinnedOperator(TlsStrategy tls, SchemePortResolver ports) {
      super(
          RegistryBuilder.<TlsStrategy>create().register(URIScheme.HTTPS.getId(), tls).build(),
          ports,
          NO_NAMES);
    }

    @Override
    public Future<ManagedAsyncClientConnection> connect(
        ConnectionInitiator initiator,
        HttpHost host,
        NamedEndpoint name,
        SocketAddress local,
        Timeout connectTimeout,
        Object attachment,
        HttpContext context,
        FutureCallback<ManagedAsyncClientConnection> callback) {
      Exchange exchange = exchangeIn(context);
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
          super.connect(telling, host, name, local, connectTimeout, attachment, context, callback);
      exchange.connecting(connecting);
      return connecting;
    }

    @Override
    public void upgrade(
        ManagedAsyncClientConnection connection,
        HttpHost host,
        NamedEndpoint name,
        Object attachment,
        HttpContext context,
        FutureCallback<ManagedAsyncClientConnection> callback) {
      exchangeIn(context).tunnelOpen();
      super.upgrade(connection, host, name, attachment, context, callback);
    }
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
