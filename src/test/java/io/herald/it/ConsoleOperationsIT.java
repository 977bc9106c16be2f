package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.client.BearerToken;
import io.herald.client.Operations;
import io.herald.client.OperationsApi;
import io.herald.testing.Answer;
import io.herald.testing.RecordingReceiver;
import jakarta.ws.rs.client.Client;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.glassfish.jersey.client.proxy.WebResourceFactory;
import org.junit.jupiter.api.Test;

/** What who runs the installation sees of it. */
@AtTheConsole
class ConsoleOperationsIT {

  private final Api root;
  private final Tenant tenant;
  private final Browser browser;

  ConsoleOperationsIT(Api root, Browser browser) {
    this.root = root;
    this.tenant = Tenant.below(root);
    this.browser = browser;
  }

  @Test
  void backlogNodesLagAndWhatIsInFlightAreLive() {
    try (RecordingReceiver receiver = RecordingReceiver.start()) {
      receiver.on("/hangs", Answer.hang());
      browser.open(root, "");
      browser.press("Operations");
      browser.seePage("Operations");
      browser.see("answering");
      browser.see("Backlog by age");
      browser.isAccessible("operations");

      tenant.webhook(receiver.url("/hangs")).ping();
      receiver.await("/hangs", 1);

      assertThat(now().nodes())
          .anySatisfy(node -> assertThat(node.inFlight()).isGreaterThanOrEqualTo(1))
          .allSatisfy(node -> assertThat(node.heartbeatAgeMs()).isNotNegative());
      browser.until(
          "return Number(document.querySelectorAll('.tile-card .value')[2].textContent) >= 1");
    }
  }

  @Test
  void areNobodyElses() {
    browser.open(tenant.api(), "");
    browser.go("operations");
    browser.see("Not for your role"); // by then the sidebar knows it, too
    assertThat(browser.texts(".sidebar nav a"))
        .contains("Organizations")
        .doesNotContain("Operations");
  }

  private Operations now() {
    try (Client client =
        new JerseyClientBuilder().register(new BearerToken(root.token())).build()) {
      return WebResourceFactory.newResource(OperationsApi.class, client.target(root.address()))
          .get();
    }
  }
}
