package io.herald.it;

import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes pictures of every page and of what it can look like (empty, full, asking, refused), at
 * every width, in light and dark, into the folder that {@code -Dsheets} names; and asks axe-core
 * about each. To be looked at by a person: nothing else here can fail.
 */
@EnabledIfSystemProperty(named = "sheets", matches = ".+", disabledReason = "no pictures wanted")
@AtTheConsole
class ConsoleSheetsIT {

  private static final List<Integer> WIDTHS = List.of(360, 768, 1440);
  private static final String LONG =
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
  private static final String ARABIC = "مراقبة الطلبات والمدفوعات";
  private static final String VERIFICATION = "/v1/test/verification";

  private final Path folder = Path.of(System.getProperty("sheets", "target/sheets"));
  private final Api root;
  private final Browser browser;
  private int taken;

  ConsoleSheetsIT(Api root, Browser browser) throws IOException {
    this.root = root;
    this.browser = browser;
    Files.createDirectories(folder);
  }

  @Test
  void nothingThereYet() {
    Tenant tenant = Tenant.below(root);
    String organization = "organizations/" + tenant.id();
    browser.stranger(root);
    browser.visit(root, "/console/");
    browser.seePage("Sign in");
    take("sign-in");
    browser.write("Token", "not-a-token");
    browser.press("Sign in");
    browser.see("not valid");
    take("sign-in-refused");

    browser.open(tenant.api(), "");
    for (String page :
        List.of("webhooks", "portal", "users", "groups", "portal-links", "overview", "messages")) {
      shoot(organization + "/" + page, page + "-empty");
    }
    long webhook = tenant.webhook(URI.create("https://receiver.example.com/hook")).id();
    shoot(organization + "/webhooks/" + webhook, "webhook-unused");
    shoot(organization + "/webhooks/" + webhook + "/deliveries", "deliveries-empty");
    browser.go(organization + "/webhooks?search=zzz");
    browser.see("None found");
    take("webhooks-none-found");
    shoot("nowhere", "no-such-page");
    shoot(organization + "/webhooks/1", "no-such-webhook");
    shoot("operations", "not-for-your-role");
    browser.go(organization + "/webhooks");
    browser.settled(organization + "/webhooks");
    browser.connected(false);
    browser.go(organization + "/messages");
    browser.see("The server does not answer");
    take("loading-and-server-away");
    browser.connected(true);
    browser.open(tenant.as("viewer"), organization + "/webhooks");
    browser.settled(organization + "/webhooks");
    take("webhooks-of-a-viewer");
    browser.open(tenant.as("publisher"), organization + "/send");
    browser.settled(organization + "/send");
    take("send-of-a-publisher");
  }

  @Test
  void muchOfEverything() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      Tenant tenant = Tenant.below(root);
      String organization = "organizations/" + tenant.id();
      receiver.on("/down", Answer.status(503).withBody("{\"error\":\"maintenance\"}"));
      receiver.on("/gone", Answer.status(410));
      receiver.on("/hangs", Answer.hang());
      TestWebhook orders = tenant.webhook(receiver.url("/orders"));
      rename(orders, "Order pipeline");
      TestWebhook failing = tenant.webhook(receiver.url("/down"), "order.*", "invoice.paid");
      rename(failing, "Billing");
      TestWebhook gone = tenant.webhook(receiver.url("/gone"), "USER_DISABLED");
      rename(gone, "Old seats");
      TestWebhook wide =
          tenant.webhook(
              receiver.url("/" + "long/".repeat(60)),
              "a.very.long." + "type.".repeat(12) + "end",
              "USER_CREATED",
              "USER_DISABLED",
              "USER_DELETED",
              "sync.user");
      rename(wide, LONG);
      TestWebhook arabic = tenant.webhook(receiver.url("/rtl"));
      tenant
          .api()
          .patch(
              arabic.address(),
              "{\"name\":\"%s\",\"description\":\"%s\",\"active\":false}".formatted(ARABIC, ARABIC))
          .expect(200);
      long polled =
          tenant
              .api()
              .post("/v1/webhooks", "{\"name\":\"Behind a firewall\",\"delivery\":\"poll\"}")
              .expect(200)
              .json()
              .getJsonNumber("id")
              .longValueExact();
      for (String name : List.of("ada", "grace", "u".repeat(60), "نورة")) {
        tenant.user(name);
      }
      tenant.api().put("/v1/organizations/" + tenant.id() + "/groups/Ops").expect(204);
      tenant
          .api()
          .put("/v1/organizations/" + tenant.id() + "/groups/" + "g".repeat(120))
          .expect(204);
      tenant
          .api()
          .post(
              "/v1/event-types",
              "{\"name\":\"order.shipped\",\"organizationId\":\"%s\",\"description\":\"Something left the warehouse.\",\"schema\":{\"type\":\"object\"},\"example\":{\"orderId\":4711}}"
                  .formatted(tenant.id()));
      String event =
          "{\"type\":\"order.shipped\",\"organizationId\":\"%s\",\"data\":{\"orderId\":4711,\"note\":\"%s\",\"lines\":[{\"sku\":\"A-1\",\"qty\":3,\"price\":12.5}]}}"
              .formatted(tenant.id(), ARABIC);
      for (int i = 0; i < 30; i++) {
        root.post("/v1/events", event).expect(202);
      }
      receiver.await("/orders", 30);
      failing.afterAttempt(1, failing.newest());
      gone.afterAttempt(1, gone.ping());

      browser.open(root, "");
      browser.settled("");
      take("organizations");
      browser.press("New organization");
      browser.see("Create organization");
      take("organization-new");
      browser.press("Cancel");
      shoot("operations", "operations");
      browser.open(root, "tour");
      browser.seePage("First steps");
      take("tour");
      browser.press("Create the webhook");
      browser.press("Disable a sample user");
      browser.see("signature verified");
      take("tour-at-its-end");
      browser.press("Delete webhook and user");
      browser.seeNo("signature verified");

      browser.open(tenant.api(), "");
      for (String page :
          List.of(
              "portal",
              "webhooks",
              "messages",
              "users",
              "groups",
              "groups/Ops",
              "event-types",
              "audit",
              "overview",
              "send")) {
        shoot(organization + "/" + page, page.replace('/', '-'));
      }
      shoot(organization, "settings");

      browser.go(organization + "/webhooks");
      browser.press("Select Billing");
      browser.see("Delete webhooks");
      take("webhooks-selected");
      browser.press("Delete webhooks");
      browser.see("Delete this webhook?");
      take("webhooks-delete");
      browser.press("Cancel");
      browser.press("Export");
      browser.see("With secrets");
      take("webhooks-export");
      browser.press("Cancel");
      browser.press("Import");
      browser.see("Content");
      take("webhooks-import");
      browser.press("Cancel");

      shoot(organization + "/webhooks/new", "webhook-new");
      browser.press("Only these");
      browser.write("URL", "https://10.1.2.3/hook");
      browser.press("Create webhook");
      browser.see("Enter a name.");
      take("webhook-new-refused");
      browser.write("Webhook name", "Shown once");
      browser.write("URL", "https://receiver.example.com/once");
      browser.press("All typesThose to come, too.");
      browser.press("Create webhook");
      browser.see("Store the secret now.");
      take("secret-shown-once");
      browser.press("I have stored it");

      String one = organization + "/webhooks/" + orders.id();
      shoot(one, "webhook");
      shoot(organization + "/webhooks/" + failing.id(), "webhook-failing");
      shoot(organization + "/webhooks/" + gone.id(), "webhook-gone");
      shoot(organization + "/webhooks/" + wide.id(), "webhook-long");
      shoot(organization + "/webhooks/" + arabic.id(), "webhook-right-to-left");
      shoot(organization + "/webhooks/" + polled, "webhook-polled");
      browser.go(one);
      browser.press("Send example");
      browser.see("To this webhook alone");
      take("webhook-send-example");
      browser.press("Cancel");
      shoot(one + "/deliveries", "deliveries");
      browser.press("Select all on this page");
      browser.see("Redeliver 20");
      take("deliveries-selected");
      browser.press("Replay a range");
      browser.see("Recorded in");
      take("replay");
      browser.choose("Deliveries", "that were delivered");
      browser.press("Count");
      browser.see("would be sent again");
      take("replay-counted");
      browser.press("Cancel");
      shoot(one + "/deliveries/" + orders.newest(), "delivery");
      shoot(
          organization + "/webhooks/" + failing.id() + "/deliveries/" + failing.newest(),
          "delivery-waiting");
      shoot(
          organization + "/webhooks/" + wide.id() + "/deliveries/" + wide.newest(),
          "delivery-long");
      shoot(
          organization + "/messages/" + orders.delivery(orders.newest()).getString("messageId"),
          "message");
      shoot(one + "/edit", "webhook-edit");
      browser.unfold("Pace");
      browser.unfold("Signature and credentials");
      browser.unfold("Body");
      browser.choose("Credentials", "OAuth 2: a token against client credentials");
      browser.see("Token URL");
      take("webhook-edit-everything");
      browser.press("Save");
      browser.text(".field .error");
      take("webhook-edit-refused");
      tenant.api().patch(orders.address(), "{\"description\":\"by somebody else\"}").expect(200);
      browser.choose("Credentials", "none beside the signature");
      browser.press("Save");
      browser.see("Somebody else");
      take("webhook-edit-conflict");
      shoot(one + "/secret", "webhook-secret");
      browser.press("New secret");
      browser.see("The new secret");
      take("webhook-secret-new");
      browser.press("I have stored it");
      browser.see("Two secrets");
      take("webhook-secret-overlap");

      browser.go(organization + "/users");
      browser.press("New user");
      browser.see("Create user");
      take("user-new");
      browser.press("Cancel");
      shoot(organization + "/tokens", "tokens");
      browser.press("New token");
      browser.see("Create token");
      take("token-new");
      browser.write("Name", "for the pictures");
      browser.press("Create token");
      browser.see("Store it now.");
      take("token-shown-once");
      browser.press("I have stored it");
      browser.go(organization + "/portal-links");
      browser.press("New portal link");
      browser.write("For whom", "Contoso, Ltd.");
      take("portal-link-new");
      browser.press("Create link");
      String link = browser.text("#portal-link");
      take("portal-link-shown-once");
      browser.press("I have copied it");
      browser.see("Contoso");
      take("portal-links");
      browser.go(organization + "/event-types");
      browser.press("New event type");
      browser.see("JSON Schema");
      take("event-type-new");
      browser.stranger(root);
      browser.visit(root, link.substring(link.indexOf("/console/")));
      browser.seePage("Webhook portal");
      browser.settled("organizations/" + tenant.id() + "/portal");
      take("portal-by-link");
      browser.press("Add endpoint");
      browser.see("Description");
      take("portal-add-endpoint");
    }
  }

  @Test
  void consentAndReplayUnderWay() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      Tenant tenant = Tenant.below(root);
      receiver.on("/no", Answer.status(404));
      receiver.on("/hangs", Answer.hang());
      receiver.on(
          "/yes",
          Answer.status(200)
              .withHeader("WebHook-Allowed-Origin", "*")
              .withHeader("WebHook-Allowed-Rate", "120"));
      root.post(VERIFICATION).expect(204);
      try {
        browser.open(tenant.api(), "");
        String webhooks = tenant.page("webhooks/");
        shootConsent(
            webhooks + tenant.webhook(receiver.url("/hangs")).id(), "being asked", "pending");
        shootConsent(webhooks + tenant.webhook(receiver.url("/no")).id(), "HTTP 404", "failed");
        shootConsent(
            webhooks + tenant.webhook(receiver.url("/yes")).id(), "has agreed", "verified");
        shoot(tenant.page("webhooks"), "webhooks-consent");
      } finally {
        root.delete(VERIFICATION).expect(204);
      }
      TestWebhook webhook = tenant.webhook(receiver.url("/replayed"));
      for (int i = 0; i < 25; i++) {
        webhook.ping();
      }
      receiver.await("/replayed", 25);
      webhook.finished(webhook.newest());
      receiver.on("/replayed", Answer.hang());
      tenant
          .api()
          .post(webhook.address() + "/replays", "{\"since\":\"2020-01-01T00:00:00Z\"}")
          .expect(202);
      receiver.await("/replayed", 45);
      String log = tenant.page("webhooks/" + webhook.id() + "/deliveries");
      browser.go(log);
      browser.see("20 of 25 deliveries");
      browser.settled(log);
      take("replay-under-way");
    }
  }

  private void shootConsent(String page, String text, String name) {
    browser.go(page);
    browser.see(text);
    browser.settled(page);
    take("consent-" + name);
  }

  private void rename(TestWebhook webhook, String name) {
    tenantless(webhook, "{\"name\":\"" + name + "\"}");
  }

  private static void tenantless(TestWebhook webhook, String change) {
    webhook.api().patch(webhook.address(), change).expect(200);
  }

  private void shoot(String page, String name) {
    browser.go(page);
    browser.settled(page);
    take(name);
  }

  /** What is shown now, at every width, in light and dark. */
  private void take(String name) {
    taken++;
    for (boolean dark : new boolean[] {false, true}) {
      browser.dark(dark);
      for (int width : WIDTHS) {
        browser.whole(width);
        browser.screenshot(
            folder.resolve(
                "%03d-%s-%d-%s.png".formatted(taken, name, width, dark ? "dark" : "light")));
      }
    }
    browser.width(1440);
    browser.dark(false);
    browser.isAccessible(name);
  }
}
