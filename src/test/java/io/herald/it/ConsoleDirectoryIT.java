package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.RecordingReceiver;
import java.net.URI;
import org.junit.jupiter.api.Test;

@AtTheConsole
class ConsoleDirectoryIT {

  private final Api root;
  private final Tenant tenant;
  private final Browser browser;

  ConsoleDirectoryIT(Api root, Browser browser) {
    this.root = root;
    this.tenant = Tenant.below(root);
    this.browser = browser;
  }

  @Test
  void whatHappensToAUserIsHeard() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      TestWebhook webhook =
          tenant.webhook(
              receiver.url("/users"), "USER_CREATED", "USER_DISABLED", "USER_REMOVED_FROM_GROUP");
      String organization = "organizations/" + tenant.id();
      browser.open(tenant.api(), organization + "/users");
      browser.press("Create the first user");
      browser.isAccessible("the form of a user");
      browser.write("Username", "ada");
      browser.write("Email", "nonsense");
      browser.press("Create user");
      browser.see("Enter an email address.");
      browser.write("Email", "ada@example.com");
      browser.press("Create user");
      browser.hear("ada is created");
      browser.press("Log in ada");
      browser.hear("ada logged in");

      browser.press("Groups");
      browser.see("No groups");
      browser.isAccessible("no groups");
      browser.press("Make the first group");
      browser.write("Name", "Ops/Über");
      browser.press("Create group");
      browser.press("Ops/Über");
      browser.press("Add users");
      browser.write("Find a user", "nobody");
      browser.see("Nobody has such a username.");
      browser.write("Find a user", "ad");
      browser.press("Add ada");
      browser.isAccessible("adding users to a group");
      browser.press("Done");
      browser.press("Remove ada from group");
      browser.hear("ada is removed from the group");

      browser.press("Users");
      browser.press("Disable ada");
      browser.hear("ada is disabled");
      browser.press("Delete ada");
      browser.press("Delete");
      browser.hear("ada is deleted");

      assertThat(webhook.bodiesHeardBy(receiver))
          .extracting(body -> body.replaceAll(".*\"type\":\"([^\"]+)\".*", "$1"))
          .containsExactly("USER_CREATED", "USER_REMOVED_FROM_GROUP", "USER_DISABLED");
    }
  }

  @Test
  void theTourEndsWithAVerifiedSignature() {
    browser.open(root, "tour");
    browser.press("Create the webhook");
    browser.press("Disable a sample user");

    browser.see("signature verified");
    browser.isAccessible("the tour, at its end");

    browser.press("Delete webhook and user");
    browser.seeNo("signature verified");
  }

  @Test
  void aPortalLinkOpensTheWebhooksOfOneOrganizationAndNothingElse() {
    tenant.webhook(URI.create("https://receiver.example.com/portal"));
    browser.open(tenant.api(), tenant.page("portal-links"));
    browser.press("New portal link");
    browser.write("For whom", "a customer");
    browser.press("Create link");
    String link = browser.text("#portal-link");
    browser.isAccessible("a new portal link");
    browser.forget();

    browser.visit(root, link.substring(link.indexOf("/console/")));

    browser.seePage("Webhook portal");
    browser.see("https://receiver.example.com/portal");
    browser.see("Add endpoint");
    browser.seeNo("Tokens");
    assertThat(browser.currentAddress()).doesNotContain("#");
    browser.isAccessible("the portal, by a link");
  }

  @Test
  void aTypeOfTheCatalogueIsRegisteredWithItsSchema() {
    browser.open(tenant.api(), tenant.page("event-types"));
    browser.press("New event type");
    browser.write("Name", "order.shipped");
    browser.write("JSON Schema", "[");
    browser.press("Register");
    browser.see("Enter a JSON object, or nothing.");
    browser.write("JSON Schema", "{\"type\":\"object\",\"required\":[\"orderId\"]}");
    browser.press("Register");
    browser.hear("Event type registered");

    browser.press("Send an event");
    browser.write("Event type", "order.shipped");
    browser.write("Data", "{}");
    browser.press("Send event");

    browser.see("required properties");
    browser.write("Data", "{\"orderId\":4711}");
    browser.press("Send event");
    browser.see("It is on its way");
    browser.isAccessible("an event, sent");
    browser.press("See the message");
    browser.seePage("order.shipped");
  }

  @Test
  void aTokenIsShownOnceAndRevoked() {
    browser.open(tenant.api(), tenant.page("tokens"));
    browser.press("New token");
    browser.see("Fetches the messages of the polled webhooks, nothing else.");
    browser.isAccessible("the form of a token");
    browser.tick("publisher");
    browser.write("Name", "for the tests");
    browser.press("Create token");
    browser.see("Store it now.");
    browser.isAccessible("a new token");
    browser.press("I have stored it");
    browser.seeIn("tbody", "publisher");
    browser.press("Revoke for the tests");
    browser.see("Revoke for the tests?");
    browser.isAccessible("the question before revoking");
    browser.press("Revoke");
    browser.hear("Token revoked");

    browser.press("Audit log");
    browser.seeIn("tbody tr:first-child", "DELETE /v1/tokens/");
    browser.seeIn("tbody", "POST /v1/tokens");
  }
}
