package io.herald.transport;

import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionOperator;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Apache's asynchronous client with everything switched off that acts on its own: redirects,
 * retries, cookies, authentication, upgrades, compression, proxies that no setting of ours names.
 * It resolves no name: a route carries its address, and pooled connections are found by address,
 * host, scheme and the certificate that they were opened with.
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

  /**
   * @param tls for a client certificate, or for none
   */
  PinnedClient(Function<@Nullable ClientIdentity, SSLContext> tls) {
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
            .disableContentCompression()
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

  private static PoolingAsyncClientConnectionManager connections(
      Function<@Nullable ClientIdentity, SSLContext> tls) {
    return new PoolingAsyncClientConnectionManagerBuilder() {
      @Override
      protected AsyncClientConnectionOperator createConnectionOperator(
          TlsStrategy tlsStrategy, SchemePortResolver ports, DnsResolver names) {
        return new PinnedOperator(
            tlsStrategy,
            identity ->
                new PinnedOperator(
                    new NameCheckingTls(tls.apply(identity)), PinnedClient::noOther, ports),
            ports);
      }
    }.setTlsStrategy(new NameCheckingTls(tls.apply(null)))
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

  private static PinnedOperator noOther(ClientIdentity identity) {
    throw new IllegalStateException("another certificate's operator");
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
}
