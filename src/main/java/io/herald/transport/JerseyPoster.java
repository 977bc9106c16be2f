package io.herald.transport;

import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.JerseyClient;
import org.glassfish.jersey.client.JerseyClientBuilder;

/**
 * Makes a try through Jersey's client. Jersey would put each asynchronous call on a thread of its
 * own pool; here the caller's thread hands it to the {@link PinnedConnector}, which never waits.
 */
final class JerseyPoster implements Attempt.Poster {

  private final PinnedClient connections;
  private final JerseyClient client;

  JerseyPoster(PinnedClient connections) {
    this.connections = connections;
    PinnedConnector connector = new PinnedConnector(connections);
    ClientConfig config =
        new ClientConfig()
            .connectorProvider((jersey, runtimeConfig) -> connector)
            // what else lies on a server's class path has no business in our requests
            .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
            .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
            .property(ClientProperties.FOLLOW_REDIRECTS, false);
    JerseyClientBuilder builder = // by name: the platform's may give another client
        new JerseyClientBuilder().withConfig(config);
    builder.executorService(new OnCallersThread());
    client = builder.build();
    // else the first attempt pays half a second for it
    WithoutForcedProviders.run(client::preInitialize);
  }

  @Override
  public CompletionStage<Answer> post(PostRequest request, Exchange exchange) {
    try {
      MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
      MediaType type = MediaType.APPLICATION_JSON_TYPE;
      for (Map.Entry<String, String> header : request.headers().entrySet()) {
        if (header.getKey().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
          type = mediaType(header.getValue());
        } else {
          headers.add(header.getKey(), header.getValue());
        }
      }
      return client
          .target(request.url().uri())
          .request()
          .headers(headers)
          .property(PinnedConnector.EXCHANGE, exchange)
          .property(PinnedConnector.URL, request.url())
          .rx()
          .method(request.method(), request.hasBody() ? Entity.entity(request.body(), type) : null)
          .thenApply(response -> answer(response, exchange.reply().join()));
    } catch (RuntimeException e) {
      exchange.failed(e);
      return CompletableFuture.failedStage(e);
    }
  }

  private static MediaType mediaType(String value) {
    return value.equals(MediaType.APPLICATION_JSON)
        ? MediaType.APPLICATION_JSON_TYPE
        : MediaType.valueOf(value);
  }

  /** The body is not read through Jersey, which refuses one whose Content-Type is malformed. */
  private static Answer answer(Response response, Reply reply) {
    Map<String, List<String>> headers = new TreeMap<>();
    response
        .getStringHeaders()
        .forEach(
            (name, values) ->
                headers
                    .computeIfAbsent(
                        ReplyText.withoutNul(name).toLowerCase(Locale.ROOT),
                        n -> new ArrayList<>(1))
                    .addAll(values.stream().map(ReplyText::withoutNul).toList()));
    response.close();
    return new Answer(
        response.getStatus(),
        headers,
        ReplyText.body(
            Arrays.copyOf(reply.body(), reply.length()),
            response.getHeaderString(HttpHeaders.CONTENT_TYPE)));
  }

  int connectionsInUse() {
    return connections.connections().getTotalStats().getLeased();
  }

  void closeIdle() {
    connections.closeIdle();
  }

  void close() {
    client.close(); // and with it the connector
  }

  private static final class OnCallersThread extends AbstractExecutorService {

    @Override
    public void execute(Runnable command) {
      command.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
