package io.herald.transport;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.glassfish.jersey.client.ClientRequest;
import org.glassfish.jersey.client.ClientResponse;
import org.glassfish.jersey.client.spi.AsyncConnectorCallback;
import org.glassfish.jersey.client.spi.Connector;
import org.glassfish.jersey.message.internal.Statuses;
import org.jspecify.annotations.Nullable;

/**
 * Carries Jersey's requests over the {@link PinnedClient}, without a thread that waits. Jersey's
 * own connectors either cannot be told an address or cost several times as much.
 *
 * <p>Two properties of a request say where it goes: {@link #EXCHANGE} and {@link #URL}.
 */
final class PinnedConnector implements Connector {

  static final String EXCHANGE = "herald.exchange";
  static final String URL = "herald.url";

  private static final int MOST_HEADER_CHARACTERS = 16 * 1024;

  private final PinnedClient client;

  PinnedConnector(PinnedClient client) {
    this.client = client;
  }

  @Override
  public ClientResponse apply(ClientRequest request) {
    try {
      Exchange exchange = start(request);
      return response(request, exchange.reply().join());
    } catch (CompletionException e) {
      throw new jakarta.ws.rs.ProcessingException(e.getCause());
    }
  }

  @Override
  public Future<?> apply(ClientRequest request, AsyncConnectorCallback callback) {
    Exchange exchange = start(request);
    return exchange
        .reply()
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                callback.response(response(request, reply));
              } else {
                callback.failure(failure);
              }
            });
  }

  private Exchange start(ClientRequest request) {
    Exchange exchange = (Exchange) request.getProperty(EXCHANGE);
    CallbackUrl url = (CallbackUrl) request.getProperty(URL);
    HttpHost target = exchange.target(url);
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(PinnedClient.EXCHANGE, exchange);
    context.setUserToken(exchange.party());
    FutureCallback<Reply> callback = exchange;
    Future<?> unused = // the exchange knows better how to end itself
        client
            .http()
            .execute(
                target,
                new BasicRequestProducer(head(request), body(request, exchange)),
                new ReplyConsumer(exchange),
                null,
                context,
                callback);
    return exchange;
  }

  private static HttpRequest head(ClientRequest request) {
    URI uri = request.getUri();
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    BasicHttpRequest head =
        new BasicHttpRequest(
            request.getMethod(),
            (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    for (Map.Entry<String, List<Object>> header : request.getHeaders().entrySet()) {
      for (Object value : header.getValue()) {
        head.addHeader(header.getKey(), text(value));
      }
    }
    return head;
  }

  private static String text(Object value) {
    return value == MediaType.APPLICATION_JSON_TYPE
        ? MediaType.APPLICATION_JSON // spares a look-up of how to write it
        : value.toString();
  }

  private static @Nullable BodyProducer body(ClientRequest request, Exchange exchange) {
    if (request.hasEntity()) {
      return new BodyProducer(body(request), exchange);
    }
    exchange.requestSent(); // there is nothing behind the head
    return null;
  }

  /** Bytes go as they are; anything else as Jersey writes it. */
  private static byte[] body(ClientRequest request) {
    if (request.getEntity() instanceof byte[] bytes) {
      return bytes;
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    request.setStreamProvider(length -> written);
    try {
      request.writeEntity();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written.toByteArray();
  }

  private static ClientResponse response(ClientRequest request, Reply reply) {
    HttpResponse head = reply.head();
    ClientResponse response = new ClientResponse(Statuses.from(head.getCode()), request);
    int characters = 0;
    for (Header header : head.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      characters += header.getName().length() + value.length();
      if (characters > MOST_HEADER_CHARACTERS) {
        break;
      }
      response.header(header.getName(), value);
    }
    if (reply.length() > 0) {
      response.setEntityStream(new ByteArrayInputStream(reply.body(), 0, reply.length()));
    }
    return response;
  }

  @Override
  public String getName() {
    return "Herald on Apache HttpClient";
  }

  @Override
  public void close() {
    client.http().close(CloseMode.GRACEFUL);
  }
}
