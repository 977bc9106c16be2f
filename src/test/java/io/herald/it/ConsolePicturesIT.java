package io.herald.it;

import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the README and the site, into the folder that {@code -Dpictures} names: of
 * a server of its own on PostgreSQL, which has had a busy hour.
 */
@EnabledIfSystemProperty(named = "pictures", matches = ".+", disabledReason = "no pictures wanted")
@ExtendWith(InChromium.class)
class ConsolePicturesIT {

  @TempDir private static Path work;

  private final Path folder = Path.of(System.getProperty("pictures", "target"));
  private final Browser browser;

  ConsolePicturesIT(Browser browser) {
    this.browser = browser;
  }

  @Test
  void takesThem() throws IOException, SQLException {
    Files.createDirectories(folder);
    Map<String, String> settings = TestServers.settingsWithNewDatabase();
    ServerCommand command = ServerCommand.deploying(Path.of(System.getProperty("war")));
    try (RecordingReceiver receiver = RecordingReceiver.start();
        HeraldProcess herald = HeraldProcess.start(command, settings, work)) {
      Api root = herald.api();
      receiver.on("/billing", Answer.status(503).withBody("{\"error\":\"maintenance\"}"));
      String id =
          root.post("/v1/organizations", "{\"name\":\"Northwind Trading\",\"seats\":25}")
              .expect(201)
              .json()
              .getString("id");
      Tenant tenant = new Tenant(root, id, "Northwind Trading");
      String webhook = register(root, id, "Order pipeline", receiver.url("/orders"), "");
      register(root, id, "Billing", receiver.url("/billing"), "\"order.*\",\"invoice.paid\"");
      register(
          root,
          id,
          "Seats",
          URI.create("https://seats.example.com/hooks"),
          "\"USER_CREATED\",\"USER_DISABLED\"");
      for (String name : new String[] {"ada", "grace", "margaret"}) {
        root.post(
                "/v1/users",
                "{\"username\":\"%1$s\",\"email\":\"%1$s@example.com\",\"organizationId\":\"%2$s\"}"
                    .formatted(name, id))
            .expect(201);
      }
      String shipped =
          "{\"type\":\"order.shipped\",\"organizationId\":\"%s\",\"data\":{\"orderId\":4711,\"lines\":[{\"sku\":\"A-1\",\"qty\":3,\"price\":12.5}],\"gift\":false}}"
              .formatted(id);
      for (int i = 0; i < 25; i++) {
        root.post("/v1/events", shipped).expect(202);
      }
      receiver.await("/orders", 28); // and of three users
      String page = tenant.page("webhooks");
      browser.open(root, page);
      browser.see("Order pipeline");
      take("webhooks.png");
      busyHour(new Tables(settings), webhook);
      browser.go(page + "/" + webhook);
      browser.settled(page + "/" + webhook);
      browser.see("half of the attempts");
      take("webhook.png");
      browser.go(page + "/" + webhook + "/deliveries");
      browser.see("order.shipped");
      take("deliveries.png");
      browser.press("order.shipped");
      browser.see("Attempt 1");
      take("delivery.png");
      browser.go("operations");
      browser.see("half of the first attempts");
      take("operations.png");
      browser.go(page);
      browser.width(420);
      browser.dark(true);
      browser.see("Order pipeline");
      take("narrow.png");
      browser.width(1440);
    }
  }

  private static String register(
      Api root, String organization, String name, URI url, String types) {
    return root.post(
            "/v1/webhooks",
            "{\"name\":\"%s\",\"callbackUrl\":\"%s\",\"organizationId\":\"%s\",\"eventTypes\":[%s]}"
                .formatted(name, url, organization, types))
        .expect(200)
        .json()
        .getJsonNumber("id")
        .toString();
  }

  /** What an hour of other deliveries would have left in the statistics. */
  private static void busyHour(Tables tables, String webhook) throws SQLException {
    try (Connection connection = tables.connection();
        Statement sql = connection.createStatement()) {
      sql.execute(
          """
          insert into statistics (subject, minutes, starts_at, accepted, delivered, failed, exhausted, latencies)
          select 'webhook/%s', 1, date_trunc('minute', now()) - g * interval '1 min', n, n, failed, 0,
            (22 + g %% 3) || ':' || n || ',' || (30 + g %% 5) || ':' || (1 + n / 8)
          from (select g, 40 + (18 * sin(g / 6.0))::int + g * 7 %% 11 as n,
            case when g between 21 and 24 then 9 when g %% 17 = 0 then 2 else 0 end as failed from generate_series(2, 60) as g) as hour\
          """
              .formatted(webhook));
    }
  }

  private void take(String name) {
    browser.screenshot(folder.resolve(name));
  }
}
