package io.herald.it;

import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures of the README and the site, into the folder that {@code -Dpictures} names. */
@EnabledIfSystemProperty(named = "pictures", matches = ".+", disabledReason = "no pictures wanted")
@AtTheConsole
class ConsolePicturesIT {

  private final Path folder = Path.of(System.getProperty("pictures", "target"));
  private final Api root;
  private final Browser browser;

  ConsolePicturesIT(Api root, Browser browser) {
    this.root = root;
    this.browser = browser;
  }

  @Test
  void takesThem() throws IOException {
    Files.createDirectories(folder);
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      receiver.on("/billing", Answer.status(503).withBody("{\"error\":\"maintenance\"}"));
      String id =
          root.post("/v1/organizations", "{\"name\":\"Northwind Trading\",\"seats\":25}")
              .expect(201)
              .json()
              .getString("id");
      Tenant tenant = new Tenant(root, id, "Northwind Trading");
      String webhook = register(id, "Order pipeline", receiver.url("/orders"), "");
      register(id, "Billing", receiver.url("/billing"), "\"order.*\",\"invoice.paid\"");
      register(
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
      browser.go(page + "/" + webhook);
      browser.see("of 28 finished deliveries");
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

  private String register(String organization, String name, URI url, String types) {
    return root.post(
            "/v1/webhooks",
            "{\"name\":\"%s\",\"callbackUrl\":\"%s\",\"organizationId\":\"%s\",\"eventTypes\":[%s]}"
                .formatted(name, url, organization, types))
        .expect(200)
        .json()
        .getJsonNumber("id")
        .toString();
  }

  private void take(String name) {
    browser.screenshot(folder.resolve(name));
  }
}
