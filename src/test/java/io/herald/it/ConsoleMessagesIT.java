package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.RecordingReceiver;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was announced: found again, followed to who got it, and erased. */
@AtTheConsole
class ConsoleMessagesIT {

  private final Tenant tenant;
  private final Browser browser;

  ConsoleMessagesIT(Api root, Browser browser) {
    this.tenant = Tenant.below(root);
    this.browser = browser;
  }

  @Test
  void areLiveLeadToTheirDeliveriesAndCanBeErased() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      TestWebhook webhook = tenant.webhook(receiver.url("/m"));
      browser.open(tenant.api(), tenant.page("messages"));
      browser.seeIn("tbody", "sync.organization"); // that there is one was a message

      send(event("order.paid", "{\"email\":\"ada@example.com\"}"));
      browser.press("order.paid"); // there by itself
      browser.see("ada@example.com");
      browser.see("To 1 webhook within your reach.");
      browser.see("delivered");
      browser.press("demo");
      browser.see("Attempt 1");
      browser.press(webhook.delivery(webhook.newest()).getString("messageId"));
      browser.press("Erase the body");
      browser.see("This cannot be undone.");
      browser.isAccessible("the question before an erasure");
      browser.press("Cancel");
      browser.see("ada@example.com");
      browser.press("Erase the body");
      browser.press("Erase");

      browser.see("What it said was erased");
      browser.seeNo("ada@example.com");
      browser.isAccessible("an erased message");
      browser.press("Messages");
      browser.seeIn("tbody", "erased");
    }
  }

  @Test
  void areReadPartByPart() {
    send(
        IntStream.range(0, 44)
            .mapToObj(i -> event("n.t" + i, "{}"))
            .collect(Collectors.joining(",", "[", "]")));
    browser.open(tenant.api(), tenant.page("messages"));

    browser.see("There are older ones");
    assertThat(browser.texts("tbody tr")).hasSize(20);
    browser.script( // pressed twice before the next part is there: it is not passed over
        "const older = [...document.querySelectorAll('.pager button')].at(-1); older.click();"
            + " older.click(); return ''");
    browser.see("not live: older ones");
    browser.press("Older");
    browser.see("The oldest are here");
    assertThat(browser.texts("tbody tr")).hasSize(5);
    assertThat((Long) browser.script("return document.querySelector('tbody').childNodes.length"))
        .as("nodes of 5 rows, each between two comments, and none of the 40 before")
        .isLessThan(5 * 3 + 5);
    browser.press("Newer");
    browser.press("Newer");
    browser.seeNo("not live");
    assertThat(browser.texts("tbody tr")).hasSize(20);
    browser.choose("Event type", "ping");
    browser.see("No such messages");
  }

  private String event(String type, String data) {
    return "{\"type\":\"%s\",\"organizationId\":\"%s\",\"data\":%s}"
        .formatted(type, tenant.id(), data);
  }

  private void send(String events) {
    tenant.as("publisher").post("/v1/events", events).expect(202);
  }
}
