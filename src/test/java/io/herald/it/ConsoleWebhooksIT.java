package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import io.herald.testing.TestCertificates;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Collections;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@AtTheConsole
class ConsoleWebhooksIT {

  private static final URI SOMEWHERE = URI.create("https://receiver.example.com/hook");

  private final Api root;
  private final Tenant tenant;
  private final Browser browser;
  private final String page;

  ConsoleWebhooksIT(Api root, Browser browser) {
    this.root = root;
    this.tenant = Tenant.below(root);
    this.browser = browser;
    this.page = tenant.page("webhooks");
  }

  @Test
  void addedAndDeletedWithTheWordsOfTheDocuments() {
    browser.open(tenant.api(), "");
    browser.press(tenant.name());
    browser.press("Webhooks");
    browser.press("+ Add Webhook");
    browser.seePage("Add Webhook");
    browser.press("Only these");
    browser.isAccessible("the form of a webhook");
    browser.tick("USER_DISABLED");
    browser.write("Webhook name", "Orders");
    browser.write("URL", SOMEWHERE.toString());
    browser.write("Description", "for <b>bold</b> readers");
    browser.press("Create webhook");

    browser.hear("Webhook created successfully");
    assertThat(browser.text("#secret")).startsWith("whsec_");
    browser.isAccessible("the secret, with a toast");
    browser.press("Python");
    browser.see("pip install standardwebhooks");
    browser.press("I have stored it");
    browser.seePage("Webhooks");
    browser.seeNo("whsec_");
    browser.seeIn("tbody", "Orders");
    assertThat(tenant.api().get("/v1/webhooks").array().getJsonObject(0).getJsonArray("eventTypes"))
        .hasToString("[\"USER_DISABLED\"]");

    browser.press("Select Orders");
    browser.press("Delete webhooks");
    browser.see("Delete this webhook?");
    browser.isAccessible("the question before deleting");
    browser.press("Delete");
    browser.hear("Webhook(s) deleted successfully");
    browser.see("No webhooks yet");
    browser.isAccessible("no webhooks");
    assertThat(tenant.api().get("/v1/webhooks").array()).isEmpty();
  }

  @Test
  void aUrlThatCannotBeUsedIsRefusedBesideItsFieldBeforeAndAfterTheCall() {
    browser.open(tenant.api(), page + "/new");
    browser.write("Webhook name", "x");
    browser.write("URL", "ftp://example.com");
    browser.press("Create webhook");
    browser.see("The URL must begin with https://.");

    browser.write("URL", "https://10.1.2.3/hook");
    browser.press("Create webhook");
    browser.see("The host of the URL is an address that is not public.");

    browser.isAccessible("a refused form");
    assertThat(browser.focused()).isEqualTo("URL");
    assertThat(tenant.api().get("/v1/webhooks").array()).isEmpty();
  }

  @Test
  void ofTwoWhoEditTheSecondIsToldAndNothingIsOverwritten() {
    TestWebhook webhook = tenant.webhook(SOMEWHERE);
    browser.open(tenant.api(), page + "/" + webhook.id() + "/edit");
    browser.write("Webhook name", "mine");
    tenant.api().patch(webhook.address(), "{\"name\":\"theirs\"}").expect(200);

    browser.press("Save");

    browser.see("Somebody else has changed this webhook meanwhile.");
    browser.isAccessible("a conflict");
    assertThat(webhook.read().getString("name")).isEqualTo("theirs");
    browser.press("Show what they saved");
    browser.seeNo("Somebody else");
    browser.write("Webhook name", "mine after all");
    browser.press("Save");
    browser.hear("Webhook saved");
    browser.seePage("mine after all");
  }

  @Test
  void aReceiverThatNobodyCanReachFetchesItsMessages() {
    browser.open(tenant.api(), page + "/new");
    browser.write("Webhook name", "Behind a firewall");
    browser.choose("Delivery", "Fetched by the receiver");
    browser.see("with a token of the role receiver");
    browser.isAccessible("the form of a polled webhook");
    browser.press("Create webhook");
    browser.press("I have stored it");
    browser.seeIn("tbody", "polled");
    browser.press("Behind a firewall");
    browser.see("/poll?limit=100&cursor=$CURSOR");
    browser.see("nothing yet");
    browser.isAccessible("a polled webhook");
    browser.press("Edit");
    browser.choose("Delivery", "Posted to the URL");
    browser.write("URL", SOMEWHERE.toString());
    browser.press("Save");
    browser.hear("Webhook saved");
    assertThat(tenant.api().get("/v1/webhooks").array().getJsonObject(0).getString("callbackUrl"))
        .isEqualTo(SOMEWHERE.toString());
  }

  @Test
  void theSecretIsReplacedWithAnOverlapThatIsShown() {
    TestWebhook webhook = tenant.webhook(SOMEWHERE);
    browser.open(tenant.api(), page + "/" + webhook.id() + "/secret");

    browser.choose("The present secret ends", "after 1 hour");
    browser.press("New secret");

    assertThat(browser.text("#secret")).startsWith("whsec_").isNotEqualTo(webhook.secret());
    browser.press("I have stored it");
    browser.see("Two secrets are valid until");
    browser.isAccessible("two secrets");
    browser.reload();
    browser.see("Two secrets are valid until"); // whoever comes later sees it, too
  }

  @Test
  void theSettingsLeadToThePortalWhereEndpointsAreAddedEditedAndDeleted() {
    browser.open(tenant.api(), "organizations/" + tenant.id());
    browser.press("Edit webhooks");
    browser.seePage("Webhook portal");
    browser.press("Add endpoint");
    browser.see("Description");
    browser.isAccessible("adding an endpoint");
    browser.write("URL", SOMEWHERE.toString());
    browser.write("Description", "first");
    browser.script("return document.querySelector('dialog form').requestSubmit() ?? ''");
    browser.hear("Endpoint added");
    browser.press("I have stored it");
    browser.press("Edit");
    browser.write("Description", "second");
    browser.press("Save");
    browser.hear("Endpoint saved");
    browser.see("second");
    browser.press("Delete");
    browser.see("Delete this endpoint?");
    browser.press("Delete");
    browser.hear("Endpoint deleted");
    browser.see("No endpoints yet");
  }

  @Test
  void theDeliveryLogIsLiveAndEachAttemptCanBeRead() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      TestWebhook webhook = tenant.webhook(receiver.url("/log"));
      browser.open(tenant.api(), page + "/" + webhook.id() + "/deliveries");
      browser.see("No deliveries yet");

      tenant.user("ada");
      browser.seeIn("tbody", "sync.user"); // by itself
      browser.press("Send test");
      browser.seeIn("tbody tr:first-child", "ping");
      browser.seeIn("tbody tr:first-child", "delivered");
      browser.choose("Event type", "ping");
      browser.until("return !document.querySelector('tbody').textContent.includes('sync.user')");
      browser.press("ping");
      browser.seePage("ping");
      browser.see("webhook-signature");
      browser.see("Copy as curl");
      browser.isAccessible("a delivery");
      browser.press("Redeliver");

      browser.see("Attempt 2");
      receiver.await("/log", 3);
    }
  }

  @Test
  void whatFailsIsToldFoundAndSentAgain() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      receiver.on("/down", Answer.status(503));
      TestWebhook webhook = tenant.webhookWith(receiver.url("/down"), "{'retrySchedule':[]}");
      webhook.finished(webhook.ping());
      webhook.finished(webhook.ping());
      tenant.api().patch(webhook.address(), "{\"retrySchedule\":[\"PT2H\"]}").expect(200);
      webhook.afterAttempt(1, webhook.ping());

      browser.open(tenant.api(), page + "/" + webhook.id());
      browser.see("Failing since");
      browser.see("of 2 finished deliveries");
      browser.press("Deliveries");
      browser.choose("Status", "pending");
      browser.seeIn("tbody", "next in ");
      browser.choose("Time", "last 15 minutes");
      browser.choose("Status", "exhausted");
      browser.until("return document.querySelectorAll('tbody tr').length === 2");
      receiver.on("/down", Answer.status(204));
      browser.press("Select all on this page");
      browser.press("Redeliver 2 deliveries");
      browser.hear("2 deliveries on the way again");
      browser.see("No such deliveries");
      receiver.await("/down", 5);

      browser.press("Send example");
      browser.choose("Event type", "USER_DISABLED");
      browser.press("Send");
      browser.hear("An example is on its way");
      receiver.await("/down", 6);

      receiver.on("/down", Answer.status(410));
      webhook.finished(webhook.ping());
      browser.go(page + "/" + webhook.id());
      browser.see("Deactivated: the receiver answered 410 Gone.");
      browser.isAccessible("a webhook whose receiver is gone");
      browser.press("Enable");
      browser.hear("Webhook enabled");
      browser.seeNo("Deactivated");
    }
  }

  @Test
  void aRangeIsReplayedOnceItsCountIsKnown() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      TestWebhook webhook = tenant.webhook(receiver.url("/again"));
      webhook.finished(webhook.ping());
      browser.open(tenant.api(), page + "/" + webhook.id() + "/deliveries");
      browser.press("Replay a range");
      browser.choose("Deliveries", "that were delivered");
      browser.press("Count");
      browser.see("1 delivery would be sent again.");
      browser.isAccessible("the count of a replay");
      browser.press("Start the replay");

      browser.hear("The replay has begun");
      receiver.await("/again", 2);
    }
  }

  @Test
  void aReplayUnderWayShowsHowFarItHasComeAndIsPausedAndCancelled() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      TestWebhook webhook = tenant.webhookWith(receiver.url("/slow"), "{'timeout':'PT30S'}");
      tenant.as("publisher").post("/v1/events", events(25)).expect(202);
      receiver.await("/slow", 25);
      Awaitility.await()
          .until(() -> webhook.log("?status=delivered&size=1").getInt("totalElements") == 25);
      receiver.on("/slow", Answer.hang());
      tenant
          .api()
          .post(webhook.address() + "/replays", "{\"since\":\"2020-01-01T00:00:00Z\"}")
          .expect(202);
      receiver.await("/slow", 45); // as many as may be on their way
      browser.open(tenant.api(), page + "/" + webhook.id() + "/deliveries");
      browser.see("20 of 25 deliveries on the way again");
      browser.press("Pause");
      browser.see("paused");
      browser.isAccessible("a replay under way");
      browser.press("Cancel replay");
      browser.see("Replay a range");
    }
  }

  @Test
  void aUrlThatHasNotAgreedIsAskedAgainFromItsPage() {
    root.post("/v1/test/verification").expect(204);
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      receiver.on("/hangs", Answer.hang());
      browser.open(tenant.api(), page + "/" + tenant.webhook(receiver.url("/hangs")).id());
      browser.see("being asked");
      browser.isAccessible("a URL that is being asked");

      receiver.on("/hook", Answer.status(404));
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      browser.go(page + "/" + webhook.id());
      browser.see("Not active yet: its URL has not agreed to be posted to.");
      browser.seeIn("herald-verification", "has not agreed");
      browser.see("OPTIONS: HTTP 404; POST: HTTP 404");
      browser.isAccessible("a URL that has not agreed");

      receiver.on("/hook", Answer.status(200).withHeader("WebHook-Allowed-Origin", "*"));
      browser.press("Ask again");

      browser.see("by its answer to OPTIONS");
      browser.seeNo("Not active yet");
      browser.isAccessible("a URL that has agreed");
    } finally {
      root.delete("/v1/test/verification").expect(204);
    }
  }

  private String events(int count) {
    String event =
        "{\"type\":\"order.paid\",\"organizationId\":\"%s\",\"data\":{}}".formatted(tenant.id());
    return "[" + String.join(",", Collections.nCopies(count, event)) + "]";
  }

  @Test
  void whatTheApiCanSetCanBeEdited() {
    TestWebhook webhook = tenant.webhook(SOMEWHERE);
    browser.open(tenant.api(), page + "/" + webhook.id() + "/edit");
    browser.unfold("Pace");
    browser.write("Retry schedule", "soon");
    browser.press("Save");
    browser.see("Enter durations such as PT10S or P1D");
    browser.write("Retry schedule", "PT5S PT30S");
    browser.write("Timeout", "PT20S");
    browser.write("Rate limit", "2.5");
    browser.write("Messages in one request", "50");
    browser.unfold("Signature and credentials");
    browser.choose("Signature", "both");
    browser.write("Headers", "X-Tenant: 17");
    browser.choose("Credentials", "OAuth 2: a token against client credentials");
    browser.write("Token URL", "ftp://login.example.com");
    browser.write("Client id", "herald");
    browser.write("Client secret", "correct horse");
    browser.press("Save");
    browser.see("The URL must begin with https://.");
    browser.isAccessible("the form, with everything");
    browser.write("Token URL", "https://login.example.com/token");
    browser.press("Save");
    browser.hear("Webhook saved");

    JsonObject saved = webhook.read();
    assertThat(saved.getJsonArray("retrySchedule")).hasToString("[\"PT5S\",\"PT30S\"]");
    assertThat(saved.getString("timeout")).isEqualTo("PT20S");
    assertThat(saved.getJsonObject("batch").getInt("maxMessages")).isEqualTo(50);
    assertThat(saved.getJsonObject("headers")).containsOnlyKeys("X-Tenant");
    assertThat(saved.getJsonObject("auth").getString("clientId")).isEqualTo("herald");
    browser.see(saved.getString("publicKey"));
  }

  @Test
  void whatTheReceiverIsShownIsMaskedWhenItIsReadBackAndStaysAsItIs() throws Exception {
    TestWebhook webhook = tenant.webhook(SOMEWHERE);
    TestCertificates certificates = TestServers.receiversCertificates();
    String edit = page + "/" + webhook.id() + "/edit";
    browser.open(tenant.api(), edit);
    browser.unfold("Signature and credentials");
    browser.choose("Credentials", "OAuth 2: a token against client credentials");
    browser.fill("Client certificate", certificates.chainAsPem("good"));
    browser.press("Save");
    browser.see("Enter the token URL.");
    browser.see("Enter the client secret.");
    browser.see("Enter the private key of the certificate.");
    browser.write("Token URL", "https://login.example.com/token");
    browser.write("Client id", "herald");
    browser.write("Client secret", "correct horse");
    browser.write("Scope", "hooks");
    browser.choose("The client shows its secret", "in the body of the request");
    browser.fill("Its private key", certificates.keyAsPem("good"));
    browser.press("Save");
    browser.hear("Webhook saved");
    browser.see("a token by OAuth 2, a client certificate");

    browser.press("Edit");
    browser.unfold("Signature and credentials");
    browser.see("CN=good");
    assertThat(browser.value("Client secret")).isEqualTo("********");
    assertThat(browser.value("Its private key")).isEqualTo("********");
    assertThat(browser.value("Client certificate")).startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(browser.value("The client shows its secret")).isEqualTo("post");
    browser.isAccessible("credentials and a certificate, as they are kept");
    browser.write("Scope", "hooks more");
    browser.press("Save");
    browser.hear("Webhook saved");

    JsonObject saved = webhook.read();
    assertThat(saved.getJsonObject("auth").getString("scope")).isEqualTo("hooks more");
    assertThat(saved.getJsonObject("auth").getString("clientSecret")).isEqualTo("********");
    assertThat(saved.getJsonObject("clientCertificate").getString("subject")).isEqualTo("CN=good");
  }

  @Test
  void aFilterAndATransformationAreTriedBeforeTheyAreSaved() {
    TestWebhook webhook = tenant.webhook(SOMEWHERE);
    browser.open(tenant.api(), page + "/" + webhook.id() + "/edit");
    browser.unfold("Body");
    browser.write("Filter", "{\"data\":{\"amount\":{\"$gte\":10}}}");
    browser.unfold("Try the filter on a sample");
    browser.press("Test the filter");
    browser.see("does not pass");
    browser.see("$gte 10");
    browser.write("Sample body", "{\"type\":\"order.paid\",\"data\":{\"amount\":12}}");
    browser.press("Test the filter");
    browser.see("The webhook would get it.");
    browser.write("Transformation", "{\"patch\":[{\"op\":\"remove\",\"path\":\"/data/email\"}]}");
    browser.unfold("Try the transformation on a sample");
    browser.press("Test the transformation");
    browser.see("It does not apply, and the body goes out without it.");
    browser.write("Transformation", "{\"patch\":[{\"op\":\"remove\",\"path\":\"/data/amount\"}]}");
    browser.press("Test the transformation");
    browser.see("\"data\": {}");
    browser.isAccessible("a filter and a transformation, tried");

    assertThat(webhook.read().isNull("filter")).isTrue();
    browser.press("Save");
    browser.hear("Webhook saved");
    assertThat(webhook.read().isNull("filter")).isFalse();
  }

  @Test
  void webhooksMoveAsAFile() {
    tenant.webhook(SOMEWHERE);
    Tenant other = tenant.child();
    browser.open(tenant.api(), page);
    browser.press("Export");
    browser.isAccessible("an export");
    browser.press("With secrets");
    browser.script(
        "const real = URL.createObjectURL; URL.createObjectURL = (file) => { window.saved ="
            + " file.text(); return real(file); }; return ''");
    browser.press("Save the file");
    browser.seeNo("Export webhooks");
    String file = (String) browser.script("return window.saved");

    browser.go(other.page("webhooks"));
    browser.press("Import");
    browser.write("Content", "{}");
    browser.press("Import");
    browser.see("Choose a file, or paste one");
    browser.isAccessible("an import, refused");
    browser.fill("Content", file.replace("https://", "ftp://"));
    browser.press("Import");
    browser.see("webhooks/0/callbackUrl");
    browser.fill("Content", file);
    browser.press("Import");
    browser.see("1 webhook imported");
    browser.see("With the secrets that their receivers know.");
    browser.press("Done");
    browser.see(SOMEWHERE.toString());
    assertThat(other.api().get("/v1/webhooks").array()).hasSize(1);
  }
}
