package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@AtTheConsole
class ConsoleSignInIT {

  private final Api root;
  private final Browser browser;

  ConsoleSignInIT(Api root, Browser browser) {
    this.root = root;
    this.browser = browser;
  }

  @Test
  void theBareAddressLeadsToASignInByTokenThatSaysWhyItRefuses() {
    browser.stranger(root);
    browser.visit(root, "/");

    browser.seePage("Sign in");
    assertThat(browser.currentAddress()).endsWith("/console/");
    browser.press("Sign in");
    browser.see("Enter a token.");
    browser.write("Token", "not-a-token");
    browser.press("Sign in");
    browser.see("This token is not valid, or no longer.");
    browser.isAccessible("the sign-in, refused");
    browser.write("Token", root.token());
    browser.press("Sign in");

    browser.seePage("Organizations");
    assertThat(browser.script("return document.cookie")).isEqualTo("");
    assertThat(browser.script("return localStorage.length")).isEqualTo(0L);
    browser.press("Sign out");
    browser.seePage("Sign in");
  }

  @Test
  void aTokenInTheFragmentSignsInAndLeavesTheAddress() {
    Tenant tenant = Tenant.below(root);
    browser.stranger(root);

    browser.visit(root, "/console/organizations/" + tenant.id() + "#token=" + tenant.api().token());

    browser.seePage("Settings");
    assertThat(browser.currentAddress()).doesNotContain(tenant.api().token());
  }

  @Test
  void aTokenThatIsRevokedMeanwhileAsksToSignInAgainAndGoesOnWhereItWas() {
    Tenant tenant = Tenant.below(root);
    Api leaving = tenant.as("viewer");
    browser.open(leaving, tenant.page("webhooks"));
    browser.see("No webhooks yet");

    long id =
        tenant.api().get("/v1/tokens").expect(200).json().getJsonArray("content").stream()
            .map(value -> value.asJsonObject())
            .filter(token -> token.getString("role").equals("viewer"))
            .findFirst()
            .orElseThrow()
            .getJsonNumber("id")
            .longValueExact();
    tenant.api().delete("/v1/tokens/" + id).expect(204);

    browser.see("Your sign-in is no longer valid");
    browser.write("Token", tenant.api().token());
    browser.press("Sign in");
    browser.seePage("Webhooks");
    browser.see("+ Add Webhook");
  }

  @Test
  void aServerThatDoesNotAnswerIsToldAndAskedAgain() {
    Tenant tenant = Tenant.below(root);
    browser.open(tenant.api(), tenant.page("webhooks"));
    browser.see("No webhooks yet");

    browser.connected(false);
    browser.see("The server does not answer. Trying again…");
    browser.isAccessible("the server is away");
    browser.connected(true);

    browser.seeNo("The server does not answer");
  }

  @Test
  void rolesDecideWhatIsShown() {
    Tenant tenant = Tenant.below(root);

    browser.open(tenant.as("viewer"), tenant.page("webhooks"));
    browser.see("No webhooks yet");
    browser.seeNo("Add Webhook");
    browser.seeNo("Tokens");

    browser.open(tenant.as("publisher"), tenant.page("send"));
    browser.see("Send an event");
    browser.seeNo("Webhooks");
  }
}
