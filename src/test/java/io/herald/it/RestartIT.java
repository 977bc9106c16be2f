package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code herald-micro.jar}: what is one file and one command must survive {@code kill -9}. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
class RestartIT {

  /** Payara Micro by itself knows IPv4 alone. */
  private static void assertReachesIpv6(HeraldProcess herald) throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "this machine has no IPv6");
    InetAddress loopback = InetAddress.getAllByName("::1")[0];
    HttpServer receiver = HttpServer.create(new InetSocketAddress(loopback, 0), 10);
    CountDownLatch arrived = new CountDownLatch(1);
    receiver.createContext(
        "/",
        exchange -> {
          arrived.countDown();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      long webhook =
          herald
              .api()
              .post(
                  "/v1/webhooks",
                  "{\"name\":\"six\",\"callbackUrl\":\"http://[::1]:%d/\"}"
                      .formatted(receiver.getAddress().getPort()))
              .expect(200)
              .json()
              .getJsonNumber("id")
              .longValueExact();
      herald.api().post("/v1/webhooks/" + webhook + "/ping").expect(202);

      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      receiver.stop(0);
    }
  }

  /** What an older version left in the folder is what Payara Micro would serve by itself. */
  @Test
  void aKilledServerServesTheSameAgainAndNothingOlder(@TempDir Path folder) throws IOException {
    Path kept = folder.resolve("kept");
    ServerCommand keeping = ServerCommand.heraldMicro("--rootdir", kept.toString());
    try (HeraldProcess herald =
        HeraldProcess.start(keeping, TestServers.settingsWithNewDatabase(), folder)) {
      String me = herald.api().get("/v1/me").expect(200).body();

      herald.killHard();
      assertThat(kept.resolve("config/domain.xml")).content().contains("<application ");
      Files.writeString(kept.resolve("applications/ROOT/older.html"), "older");
      herald.restart();

      assertThat(herald.api().get("/v1/me").expect(200).body()).isEqualTo(me);
      herald.api().get("/older.html").expect(404);
      assertReachesIpv6(herald);
    }
  }
}
