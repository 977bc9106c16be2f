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
import java.util.List;
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

  private static final URI ELSEWHERE = URI.create("https://hooks.northwind.example/");
  private static final List<String> TYPES =
      List.of("order.placed", "order.paid", "invoice.paid", "order.shipped");

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
    settings.put("herald.console.tour", "false");
    ServerCommand command = ServerCommand.deploying(Path.of(System.getProperty("war")));
    try (RecordingReceiver receiver = RecordingReceiver.start();
        HeraldProcess herald = HeraldProcess.start(command, settings, work)) {
      Api root = herald.api();
      String id =
          root.post("/v1/organizations", "{\"name\":\"Northwind Trading\",\"seats\":25}")
              .expect(201)
              .json()
              .getString("id");
      Tenant tenant = new Tenant(root, id, "Northwind Trading");
      TestWebhook orders = register(tenant, "Order pipeline", receiver.url("/orders"));
      TestWebhook billing = register(tenant, "Billing", receiver.url("/billing"), "invoice.*");
      register(tenant, "Seats", ELSEWHERE, "USER_CREATED", "USER_DISABLED");
      register(tenant, "Warehouse", ELSEWHERE, "stock.low", "stock.counted", "return.received");
      TestWebhook gone = register(tenant, "Old CRM", receiver.url("/gone"), "contact.*");
      register(tenant, "Analytics", ELSEWHERE, "page.*");
      register(tenant, "Delivery notes", ELSEWHERE, "parcel.handed_over").setActive(false);
      receiver.on("/gone", Answer.status(410));
      gone.finished(gone.ping());
      receiver.on("/billing", Answer.status(503).withBody("{\"error\":\"maintenance\"}"));
      for (int i = 0; i < 28; i++) {
        if (i == 24) {
          orders.finished(orders.newest());
          receiver.on("/orders", Answer.status(500));
        }
        announce(root, id, i);
        if (i == 25) {
          orders.afterAttempt(1, orders.newest());
          receiver.on("/orders", Answer.status(204));
        }
      }
      orders.finished(orders.newest());
      billing.afterAttempt(2, billing.newest());
      busyHour(new Tables(settings), orders.id());

      String page = tenant.page("webhooks");
      browser.open(root, page);
      browser.see("failing");
      browser.settled(page);
      take("webhooks.png");
      String one = page + "/" + orders.id();
      browser.go(one);
      browser.settled(one);
      browser.see("half of the attempts");
      take("webhook.png");
      browser.go(one + "/deliveries");
      browser.settled(one + "/deliveries");
      take("deliveries.png");
      String delivery = page + "/" + billing.id() + "/deliveries/" + billing.newest();
      browser.size(1440, 1250);
      browser.go(delivery);
      browser.settled(delivery);
      browser.see("Attempt 2");
      take("delivery.png");
      browser.size(1440, 1000);
      browser.go("operations");
      browser.settled("operations");
      browser.see("half of the first attempts");
      take("operations.png");
      browser.width(420);
      browser.dark(true);
      browser.go(page);
      browser.settled(page);
      take("narrow.png");
      browser.width(1440);
    }
  }

  private static TestWebhook register(Tenant tenant, String name, URI url, String... types) {
    String quoted = types.length == 0 ? "" : "'" + String.join("','", types) + "'";
    return tenant.webhookWith(
        url,
        "{'name':'%s','organizationId':'%s','eventTypes':[%s]}"
            .formatted(name, tenant.id(), quoted));
  }

  private static void announce(Api api, String organization, int number) {
    String type = TYPES.get(number % TYPES.size());
    api.post(
            "/v1/events",
            "{\"type\":\"%s\",\"organizationId\":\"%s\",\"data\":{\"number\":\"2026-%04d\",\"total\":%d.90,\"currency\":\"EUR\"}}"
                .formatted(type, organization, 417 + number, 49 + number * 37 % 100))
        .expect(202);
  }

  /** What an hour of other deliveries would have left, and names where the receivers have none. */
  private static void busyHour(Tables tables, long webhook) throws SQLException {
    try (Connection connection = tables.connection();
        Statement sql = connection.createStatement()) {
      sql.execute(
          """
          update webhook set callback_url = 'https://hooks.northwind.example/' || lower(replace(name, ' ', '-')),
            updated_at = now() - (array[200, 26, 4000, 2900, 7, 1500, 9000])[n] * interval '1 min'
          from (select id as which, row_number() over (order by id) as n from webhook) as each where id = which\
          """);
      sql.execute(
          """
          update delivery set created_at = now() - (4 + n * n * 2) * interval '1 s'
          from (select id as which, row_number() over (order by id desc) as n from delivery where webhook_id = %1$d) as each
          where id = which\
          """
              .formatted(webhook));
      sql.execute(
          """
          insert into statistics (subject, minutes, starts_at, accepted, delivered, failed, exhausted, latencies)
          select 'webhook/%d', 1, date_trunc('minute', now()) - g * interval '1 min', n, n, failed, 0,
            (24 + round(1.4 * sin(g / 8.0)) + g * 13 %% 2)::int || ':' || n || ','
              || (31 + round(2 * sin(g / 9.0)) + g * 7 %% 3)::int || ':' || (1 + n / 8)
          from (select g, 40 + (18 * sin(g / 6.0))::int + g * 7 %% 11 as n,
            case when g between 21 and 24 then 9 when g %% 17 = 0 then 2 else 0 end as failed from generate_series(0, 60) as g) as hour
          on conflict do nothing\
          """
              .formatted(webhook));
      sql.execute("delete from node_reading"); // of a minute in which it had only begun
      sql.execute(
          """
          insert into node_reading (read_at, node_id, in_flight, held, oldest_due_ms, lag)
          select now() - g * interval '10 s', node.id, 6 + (5 * sin(g / 14.0))::int + g * 7 % 4,
            greatest(0, (g - 90) * (118 - g) / 6), greatest(0, (g - 92) * (116 - g) * 12),
            (5 + g * 5 % 3) || ':' || 40 + g % 9 || ',' || (21 + round(2 * sin(g / 11.0)) + g * 7 % 3)::int || ':3'
          from generate_series(1, 178) as g, node\
          """);
    }
  }

  /** Without what only a development start shows. */
  private void take(String name) {
    browser.script("document.querySelector('.caution')?.remove(); return ''");
    browser.screenshot(folder.resolve(name));
  }
}
