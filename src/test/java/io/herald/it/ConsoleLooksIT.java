package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.RecordingReceiver;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * Every page, at every width, in light and dark; by keyboard alone; and how much comes over the
 * wire.
 */
@AtTheConsole
class ConsoleLooksIT {

  private static final String LONG =
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

  /** Those of a telephone, a tablet and a desk, and the narrowest of each layout of a table. */
  private static final List<Integer> WIDTHS =
      List.of(320, 360, 600, 707, 768, 867, 987, 1147, 1440);

  private final Tenant tenant;
  private final Browser browser;

  ConsoleLooksIT(Api root, Browser browser) {
    this.tenant = Tenant.below(root);
    this.browser = browser;
  }

  @Test
  void everyPageIsAccessibleAndFitsAtEveryWidthInLightAndDark() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      TestWebhook webhook = tenant.webhook(receiver.url("/" + "long/".repeat(60)));
      tenant.api().patch(webhook.address(), "{\"name\":\"" + LONG + " مراقبة\"}").expect(200);
      tenant.user("u".repeat(60));
      long delivery = webhook.newest();
      String message = webhook.finished(delivery).getString("messageId");
      tenant.api().put("/v1/organizations/" + tenant.id() + "/groups/" + "Ops").expect(204);
      String organization = "organizations/" + tenant.id();
      String one = organization + "/webhooks/" + webhook.id();
      browser.atItsWidest();
      browser.open(tenant.api(), "");
      browser.isAccessible("organizations");
      browser.press("New organization");
      browser.see("Create organization");
      browser.isAccessible("the form of an organization");
      browser.press("Cancel");

      for (String page :
          List.of(
              organization,
              "operations",
              organization + "/overview",
              organization + "/portal",
              organization + "/webhooks",
              organization + "/webhooks/new",
              one,
              one + "/deliveries",
              one + "/deliveries/" + delivery,
              one + "/edit",
              one + "/secret",
              organization + "/messages",
              organization + "/messages/" + message,
              organization + "/users",
              organization + "/groups",
              organization + "/groups/Ops",
              organization + "/tokens",
              organization + "/send",
              organization + "/event-types",
              organization + "/portal-links",
              organization + "/audit",
              "tour",
              one + "0",
              "nowhere")) {
        browser.go(page);
        browser.settled(page);
        for (int width : WIDTHS) {
          browser.width(width);
          browser.fitsTheWidth(page + " at " + width);
        }
        browser.dark(false);
        browser.isAccessible(page + ", light");
        browser.dark(true);
        browser.width(360);
        browser.isAccessible(page + ", dark and narrow");
      }

      browser.go(one);
      browser.settled(one);
      browser.press("Send example");
      browser.see("To this webhook alone");
      browser.isAccessible("sending an example, dark and narrow");
    }
  }

  @Test
  void theKeyboardIsEnough() {
    browser.open(tenant.api(), tenant.page("webhooks/new"));
    browser.focus("[name=name]");
    browser.keys("By keys", Keys.TAB, Keys.TAB, "https://receiver.example.com/keys");
    browser.keys(Keys.ENTER);
    browser.hear("Webhook created successfully");
    browser.see("Store the secret now.");
    browser.keys(Keys.ESCAPE, Keys.ESCAPE); // a secret is not closed by accident
    browser.see("Store the secret now.");
    browser.focus("dialog .primary");
    browser.keys(Keys.ENTER);
    browser.seeNo("Store the secret now.");

    browser.focus("[aria-label=\"Select By keys\"]");
    browser.keys(Keys.SPACE);
    browser.focus(".button.danger");
    browser.keys(Keys.ENTER);
    browser.see("Delete this webhook?");
    assertThat(browser.focused()).isEqualTo("Cancel");
    browser.keys(Keys.TAB, Keys.ENTER);
    browser.hear("Webhook(s) deleted successfully");
  }

  @Test
  void theFirstViewIsSmallAndFast() {
    browser.open(tenant.api(), tenant.page("webhooks"));
    browser.see("No webhooks yet");

    long bytes =
        ((Number)
                browser.script(
                    "return performance.getEntries().reduce((n, e) => n + (e.encodedBodySize ?? 0),"
                        + " 0)"))
            .longValue();

    assertThat(bytes).isBetween(1L, 300_000L);
  }

  @Test
  void filesAreKeptForGoodTheFirstPageIsNotAndThePolicyAdmitsNothingInline() {
    Reply index = tenant.api().anonymous().get("/console/organizations/any/deep/link").expect(200);

    assertThat(index.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(index.header("Content-Security-Policy"))
        .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    String app = index.body().replaceAll("(?s).*src=\"([^\"]+app.js)\".*", "$1");
    Reply asset = tenant.api().anonymous().get(app).expect(200);
    assertThat(asset.header("Cache-Control")).contains("immutable");
    assertThat(asset.header("Content-Type")).startsWith("text/javascript");
    tenant.api().anonymous().get("/console/assets/x/WEB-INF/web.xml").expect(404);
    tenant.api().anonymous().get("/console/assets/x/../index.html").expect(404);
  }
}
