package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningHerald.class)
class PortalLinksIT {

  private static final URI RECEIVER = URI.create("https://127.0.0.1:1/hooks");

  private final Api api;
  private final ServerClock clock;
  private final Tenant tenant;

  PortalLinksIT(Api api, ServerClock clock) {
    this.api = api;
    this.clock = clock;
    this.tenant = Tenant.below(api);
  }

  @Test
  void opensTheConsoleByAFragmentThatIsShownOnce() {
    JsonObject link = link("{\"name\":\"Jane\"}");

    assertThat(link.getString("url"))
        .isEqualTo(api.address() + "/console/#portal=" + link.getString("token"));
    JsonObject me = api.as(link.getString("token")).get("/v1/me").expect(200).json();
    assertThat(me.getString("role")).isEqualTo("portal");
    assertThat(me.getString("organizationId")).isEqualTo(tenant.id());
    assertThat(tenant.api().get("/v1/portal-links").expect(200).body())
        .contains("\"name\":\"Jane\"", link.getJsonNumber("id").toString())
        .doesNotContain("hrld_");
    assertThat(tenant.api().get("/v1/tokens").expect(200).body()).doesNotContain("Jane");
  }

  @Test
  void mayDoEverythingAboutTheWebhooksOfItsOrganization() {
    Api guest = guest();
    long mine = tenant.webhook(RECEIVER).id();

    JsonObject registered =
        guest.post("/v1/webhooks", "{\"callbackUrl\":\"" + RECEIVER + "\"}").expect(200).json();
    guest.get("/v1/webhooks").expect(200);
    guest.get("/v1/webhooks/" + mine).expect(200);
    guest.get("/v1/webhooks/" + mine + "/deliveries").expect(200);
    guest.post("/v1/webhooks/" + mine + "/ping").expect(202);
    guest.patch("/v1/webhooks/" + mine, "{\"name\":\"changed\"}").expect(200);
    guest.delete("/v1/webhooks/" + registered.getJsonNumber("id")).expect(204);
  }

  @Test
  void reachesNothingBelowItsOrganization() {
    Tenant child = tenant.child();
    long below = child.webhook(RECEIVER).id();
    Api guest = guest();

    guest.get("/v1/webhooks?organizationId=" + child.id()).expect(422);
    guest.get("/v1/webhooks/" + below).expect(404);
    guest.get("/v1/webhooks/" + below + "/deliveries").expect(404);
    guest.post("/v1/webhooks/" + below + "/ping").expect(404);
    guest.delete("/v1/webhooks/" + below).expect(404);
    tenant.api().get("/v1/webhooks/" + below).expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/tokens", "/v1/portal-links", "/v1/users", "/v1/organizations", "/v1/events"})
  void mayDoNothingElse(String path) {
    guest().post(path, "{}").expect(403);
  }

  @Test
  void endsByRevocationOrByItself() {
    JsonObject revoked = link("{}");
    Api guest = api.as(revoked.getString("token"));
    guest.get("/v1/me").expect(200);
    tenant.api().delete("/v1/portal-links/" + revoked.getJsonNumber("id")).expect(204);
    guest.get("/v1/me").expect(401);

    Api another = api.as(link("{\"lifetime\":\"PT1M\"}").getString("token"));
    another.get("/v1/me").expect(200);
    clock.advance(Duration.ofMinutes(1));
    another.get("/v1/me").expect(401);
    clock.restore();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59S", "P8D", "-PT1H", "soon"})
  void livesFromAMinuteToAWeek(String lifetime) {
    Reply reply =
        tenant.api().post("/v1/portal-links", "{\"lifetime\":\"" + lifetime + "\"}").expect(422);
    assertThat(reply.body()).contains("/lifetime");
  }

  @Test
  void noTokenHasItsRole() {
    Reply reply =
        tenant.api().post("/v1/tokens", "{\"name\":\"x\",\"role\":\"portal\"}").expect(422);
    assertThat(reply.body()).contains("/role");
  }

  private Api guest() {
    return api.as(link("{}").getString("token"));
  }

  private JsonObject link(String command) {
    return tenant.api().post("/v1/portal-links", command).expect(201).json();
  }
}
