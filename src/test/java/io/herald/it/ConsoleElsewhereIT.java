package io.herald.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console as part of an enterprise: people sign in at its identity provider, its pages show the
 * portal in a frame, with its own name, logo and colors. A server of its own, since settings
 * decide.
 */
@ExtendWith(InChromium.class)
class ConsoleElsewhereIT {

  private static final String LOGO = "/console/assets/any/style/icon.svg";

  @TempDir private static Path folder;

  private static IdentityProvider provider;
  private static SignInPages signIn;
  private static HttpServer allowed;
  private static HttpServer other;
  private static HeraldProcess herald;
  private static Tenant tenant;
  private static String framed = "";

  private final Browser browser;

  ConsoleElsewhereIT(Browser browser) {
    this.browser = browser;
  }

  @BeforeAll
  static void start() throws IOException {
    provider = IdentityProvider.start();
    signIn = new SignInPages(() -> provider.issue(tenant.id(), claims -> {}));
    allowed = pages();
    other = pages();
    Map<String, String> settings = new LinkedHashMap<>(TestServers.settingsWithNewDatabase());
    settings.putAll(provider.settings());
    settings.putAll(signIn.settings());
    settings.put("herald.console.frame-ancestors", address(allowed));
    settings.put("herald.console.name", "Acme Hooks");
    settings.put("herald.console.logo", LOGO);
    settings.put("herald.console.accent", "#0a7d4f");
    settings.put("herald.console.theme", "light");
    herald = HeraldProcess.start(settings, folder);
    tenant = Tenant.below(herald.api());
  }

  @BeforeEach
  void nobodyHasSignedIn() {
    browser.stranger(herald.api());
  }

  @AfterAll
  static void stop() {
    herald.close();
    other.stop(0);
    allowed.stop(0);
    signIn.close();
    provider.close();
  }

  @Test
  void peopleSignInAtTheIdentityProviderAndArriveWhereTheyWantedTo() {
    browser.visit(herald.api(), "/console/" + tenant.page("webhooks"));
    browser.press("Sign in with your organization");
    browser.seePage("Provider");
    browser.press("Cancel");
    browser.see("Jane has thought better of it");
    browser.isAccessible("a sign-in that was cancelled");

    browser.visit(herald.api(), "/console/" + tenant.page("webhooks"));
    browser.press("Sign in with your organization");
    browser.press("Continue as Jane");

    browser.seePage("Webhooks");
    browser.see("viewer");
    assertThat(browser.currentAddress()).endsWith("/console/" + tenant.page("webhooks"));
    browser.reload();
    browser.seePage("Webhooks");
    browser.press("Sign out");
    browser.seePage("Sign in");
  }

  @Test
  void anAnswerThatNobodyAskedForIsNoSignIn() {
    browser.visit(herald.api(), "/console/");
    browser.press("Sign in with your organization");
    browser.seePage("Provider");

    browser.visit(herald.api(), "/console/?code=stolen&state=guessed");

    browser.see("is not the one that was begun here");
  }

  @Test
  void aPortalLinkWorksInAFrameOfAnAllowedOriginAndOfNoOther() {
    String url =
        tenant
            .api()
            .post("/v1/portal-links", "{\"name\":\"framed\"}")
            .expect(201)
            .json()
            .getString("url");
    framed = herald.api().address() + url.substring(url.indexOf("/console/"));

    browser.visit(address(allowed));
    browser.enterFrame();
    browser.seePage("Webhook portal");
    browser.see("Acme Hooks");
    browser.press("Add endpoint");
    browser.write("URL", "https://receiver.example.com/framed");
    browser.script("return document.querySelector('dialog form').requestSubmit() ?? ''");
    browser.press("I have stored it");
    browser.see("https://receiver.example.com/framed");
    browser.isAccessible("the portal, in a frame");
    browser.leaveFrame();
    browser.hasNoErrors();

    browser.visit(address(other));
    browser.see("A page of somebody else's");
    browser.complainsOf("frame-ancestors");
  }

  @Test
  void nameLogoAccentAndThemeAreTheOperators() {
    browser.visit(herald.api(), "/console/");
    browser.see("Acme Hooks");

    browser.until("return document.querySelector('.brand img').naturalWidth > 0");
    assertThat(browser.script("return document.documentElement.dataset.theme")).isEqualTo("light");
    assertThat(
            browser.script(
                "return getComputedStyle(document.querySelector('.button.primary')).backgroundColor"))
        .isEqualTo("rgb(10, 125, 79)");
    browser.isAccessible("the sign-in, in the operator's colors");
  }

  /** A page with the console in a frame. */
  private static HttpServer pages() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          byte[] page =
              ("<!doctype html><html lang=\"en\"><title>A page</title><link rel=\"icon\" href=\"data:,\">"
                      + "<main><h1>A page of somebody else's</h1><iframe title=\"Webhooks\" width=\"1200\""
                      + " height=\"800\" src=\""
                      + framed
                      + "\"></iframe></main></html>")
                  .getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
