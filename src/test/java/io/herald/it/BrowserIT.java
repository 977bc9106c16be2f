package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, by the server as it is deployed. */
@ExtendWith(RunningHerald.class)
class BrowserIT {

  private final Api api;

  BrowserIT(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing-here.js", "/v1/me", "/v1/nothing"})
  void everyAnswerSaysWhatABrowserMayDoAndSetsNoCookie(String path) {
    Reply reply = api.get(path);

    assertThat(reply.header("Content-Security-Policy"))
        .startsWith("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(reply.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(reply.header("Strict-Transport-Security")).isEmpty(); // this is plain http
  }

  @Test
  void answersOfTheApiAreKeptNowhere() {
    assertThat(api.get("/v1/me").expect(200).header("Cache-Control")).contains("no-store");
  }

  @Test
  void pagesOfOthersMayNotCall() {
    Reply preflight =
        api.send(
            api.anonymous()
                .request("/v1/me")
                .header("Origin", "https://evil.example.org")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    Reply reply =
        api.send(api.request("/v1/me").header("Origin", "https://evil.example.org").GET());
    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void pagesOfAllowedOriginsMayCallWithATokenAndWithoutCookies() {
    String origin = TestServers.ALLOWED_ORIGIN;
    Reply preflight =
        api.send(
            api.anonymous()
                .request("/v1/webhooks")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

    preflight.expect(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
    Reply reply = api.send(api.request("/v1/me").header("Origin", origin).GET()).expect(200);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(reply.header("Vary")).contains("Origin");
  }
}
