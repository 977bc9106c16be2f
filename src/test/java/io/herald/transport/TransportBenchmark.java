package io.herald.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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

/**
 * Requests per second, and processor time of this JVM per request, of the transport and of the bare
 * Apache client. The receiver runs in a JVM of its own. Run {@link #main} with the test class path.
 */
final class TransportBenchmark {

  private static final byte[] BODY = ("{\"a\":\"" + "x".repeat(340) + "\"}").getBytes(UTF_8);
  private static final Duration ROUND = Duration.ofSeconds(5);

  private TransportBenchmark() {}

  /** {@code receiver} answers until it is killed; anything else measures. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("receiver")) {
      receive();
      return;
    }
    Process receiver =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                TransportBenchmark.class.getName(),
                "receiver")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      int port = Integer.parseInt(receiver.inputReader(UTF_8).readLine());
      measure(port);
    } finally {
      receiver.destroy();
    }
  }

  private static void measure(int port) throws Exception {
    HttpTransport transport =
        new HttpTransport(new AddressGuard(true, List.of("127.0.0.1")), Clock.systemUTC());
    CallbackUrl url = CallbackUrl.parse("http://127.0.0.1:" + port + "/hook");
    Map<String, String> headers = headers();
    Supplier<CompletionStage<?>> ours =
        () -> transport.post(new PostRequest(url, headers, BODY, Duration.ofSeconds(15)));

    try (CloseableHttpAsyncClient bare = bare()) {
      HttpHost host = new HttpHost("http", InetAddress.getLoopbackAddress(), "127.0.0.1", port);
      Supplier<CompletionStage<?>> raw = () -> send(bare, host);
      for (int round = 1; round <= 3; round++) {
        for (int concurrency : new int[] {32, 256}) {
          report(round, "bare client", concurrency, raw);
          report(round, "transport", concurrency, ours);
        }
      }
    }
    transport.close();
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Herald/benchmark");
    headers.put("webhook-id", "msg_eoswzolg3bsx0zn8otq1p8oom");
    headers.put("webhook-timestamp", "1614265330");
    headers.put("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    headers.put("Herald-Attempt", "1");
    return headers;
  }

  private static CloseableHttpAsyncClient bare() {
    CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(2).build())
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(1000)
                    .setMaxConnTotal(1000)
                    .build())
            .build();
    client.start();
    return client;
  }

  private static CompletionStage<?> send(CloseableHttpAsyncClient client, HttpHost host) {
    CompletableFuture<SimpleHttpResponse> done = new CompletableFuture<>();
    SimpleHttpRequest request =
        SimpleRequestBuilder.post()
            .setHttpHost(host)
            .setPath("/hook")
            .setBody(BODY, ContentType.APPLICATION_JSON)
            .build();
    headers().forEach(request::addHeader);
    var unused =
        client.execute(
            request,
            new FutureCallback<>() {
              @Override
              public void completed(SimpleHttpResponse response) {
                done.complete(response);
              }

              @Override
              public void failed(Exception e) {
                done.completeExceptionally(e);
              }

              @Override
              public void cancelled() {
                done.cancel(false);
              }
            });
    return done;
  }

  private static void report(
      int round, String name, int concurrency, Supplier<CompletionStage<?>> post) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger bad = new AtomicInteger();
    long end = System.nanoTime() + ROUND.toNanos();
    long cpu = system.getProcessCpuTime();
    CompletableFuture<?>[] loops = new CompletableFuture<?>[concurrency];
    for (int i = 0; i < concurrency; i++) {
      CompletableFuture<Void> loop = new CompletableFuture<>();
      loops[i] = loop;
      again(post, end, done, bad, loop);
    }
    CompletableFuture.allOf(loops).get();
    cpu = system.getProcessCpuTime() - cpu;
    System.out.printf(
        "round %d  %-12s c=%-4d %6d req/s  %5.1f us CPU/req  %d bad%n",
        round,
        name,
        concurrency,
        done.get() / ROUND.toSeconds(),
        cpu / 1000.0 / done.get(),
        bad.get());
  }

  private static void again(
      Supplier<CompletionStage<?>> post,
      long end,
      AtomicInteger done,
      AtomicInteger bad,
      CompletableFuture<Void> loop) {
    post.get()
        .whenComplete(
            (result, failure) -> {
              done.incrementAndGet();
              if (failure != null || (result instanceof Outcome o && !(o instanceof Answered))) {
                bad.incrementAndGet();
              }
              if (System.nanoTime() < end) {
                again(post, end, done, bad, loop);
              } else {
                loop.complete(null);
              }
            });
  }

  /** One thread; a request is over when its content length is there. */
  private static void receive() throws Exception {
    byte[] answer = "HTTP/1.1 204 No Content\r\nServer: bench\r\n\r\n".getBytes(US_ASCII);
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5000);
    server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    System.out.println(server.socket().getLocalPort());
    ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    while (true) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isAcceptable()) {
          SocketChannel accepted = server.accept();
          accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ);
          continue;
        }
        SocketChannel channel = (SocketChannel) key.channel();
        in.clear();
        int read = channel.read(in);
        if (read < 0) {
          channel.close();
        } else if (in.get(read - 1) == '}') { // the bodies' last byte
          channel.write(ByteBuffer.wrap(answer));
        }
      }
      selector.selectedKeys().clear();
    }
  }
}
