package io.herald.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.reactor.IOReactorConfig;

/** The HTTP client under the product's sender, bare: nothing is signed, nothing recorded. */
final class HttpCeiling implements AutoCloseable {

  private static final int CONCURRENCY = 256;

  private final byte[] body =
      "{\"type\":\"bench.one.00\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"at\":0,\"pad\":\"%s\"}}"
          .formatted("x".repeat(Template.PAD))
          .getBytes(UTF_8);
  private final Map<String, String> headers = headers();
  private final CloseableHttpAsyncClient client;
  private final HttpHost host;

  HttpCeiling(int port) {
    host = new HttpHost("http", InetAddress.getLoopbackAddress(), "127.0.0.1", port);
    client =
        HttpAsyncClients.custom()
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(2).build())
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONCURRENCY)
                    .setMaxConnTotal(CONCURRENCY)
                    .build())
            .build();
    client.start();
  }

  /** Of the size that the product's are. */
  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Herald/0.1.0");
    headers.put("webhook-id", "msg_eoswzolg3bsx0zn8otq1p8oom");
    headers.put("webhook-timestamp", "1614265330");
    headers.put("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    headers.put("X-Hub-Signature-256", "sha256=" + "0123456789abcdef".repeat(4));
    headers.put("Herald-Event-Type", "bench.one.00");
    headers.put("Herald-Webhook-Id", "7710000000000000");
    headers.put("Herald-Delivery-Id", "7710000000000001");
    headers.put("Herald-Attempt", "1");
    return headers;
  }

  /** Requests answered per second. */
  double perSecond(Duration duration) throws InterruptedException {
    AtomicLong answered = new AtomicLong();
    CountDownLatch loops = new CountDownLatch(CONCURRENCY);
    long start = System.nanoTime();
    for (int i = 0; i < CONCURRENCY; i++) {
      send(start + duration.toNanos(), answered, loops);
    }
    if (!loops.await(duration.toSeconds() + 20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the bare client got no answer");
    }
    return answered.get() / ((System.nanoTime() - start) / 1e9);
  }

  private void send(long end, AtomicLong answered, CountDownLatch loops) {
    SimpleHttpRequest request =
        SimpleRequestBuilder.post()
            .setHttpHost(host)
            .setPath("/hook")
            .setBody(body, ContentType.APPLICATION_JSON)
            .build();
    headers.forEach(request::addHeader);
    var unused =
        client.execute(
            request,
            new FutureCallback<SimpleHttpResponse>() {
              @Override
              public void completed(SimpleHttpResponse response) {
                answered.incrementAndGet();
                if (System.nanoTime() < end) {
                  send(end, answered, loops);
                } else {
                  loops.countDown();
                }
              }

              @Override
              public void failed(Exception e) {
                loops.countDown();
              }

              @Override
              public void cancelled() {
                loops.countDown();
              }
            });
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
