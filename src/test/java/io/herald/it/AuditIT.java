package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningHerald.class)
class AuditIT {

  private static final URI RECEIVER =
      URI.create("https://127.0.0.1:1/hooks/secret-path?key=secret-query");

  private final Api api;
  private final Tenant tenant;

  AuditIT(Api api) {
    this.api = api;
    this.tenant = Tenant.below(api);
  }

  @Test
  void tellsWhoChangedWhatFromWhereAndNoSecret() {
    TestWebhook webhook = tenant.webhook(RECEIVER, "order.*");

    JsonObject entry = newest(tenant.api());

    assertThat(entry.getString("call")).isEqualTo("POST /v1/webhooks");
    assertThat(entry.getString("target")).isEqualTo("/v1/webhooks/" + webhook.id());
    assertThat(entry.getString("organizationId")).isEqualTo(tenant.id());
    assertThat(entry.getJsonObject("details").toString())
        .contains("\"callbackUrl\":\"127.0.0.1\"", "\"name\":\"demo\"", "[\"order.*\"]");
    JsonObject by = entry.getJsonObject("by");
    assertThat(by.getString("name")).isEqualTo("test");
    assertThat(by.getString("credential")).startsWith("token/");
    assertThat(by.getString("role")).isEqualTo("admin");
    assertThat(by.getString("address")).isEqualTo("127.0.0.1");
    assertThat(tenant.api().get("/v1/audit").body())
        .doesNotContain("whsec_", "hrld_", "secret-path", "secret-query");
  }

  @Test
  void whatIsDoneFromAboveIsSeenWithoutWhoDidIt() {
    long id = tenant.webhook(RECEIVER).id();

    api.delete("/v1/webhooks/" + id).expect(204);

    JsonObject seenBelow = newest(tenant.api());
    assertThat(seenBelow.getString("call")).isEqualTo("DELETE /v1/webhooks/{id}");
    assertThat(seenBelow.get("by")).isEqualTo(JsonValue.NULL);
    JsonObject seenAbove =
        api.get("/v1/audit?target=/v1/webhooks/" + id)
            .expect(200)
            .json()
            .getJsonArray("content")
            .getJsonObject(0);
    assertThat(seenAbove.getJsonObject("by").getString("name")).isEqualTo("herald.admin-token");
  }

  @Test
  void tellsWhoReadSecrets() {
    tenant.webhook(RECEIVER);
    long before = total(tenant.api());

    tenant.api().get("/v1/webhooks/export").expect(200);
    tenant.api().get("/v1/webhooks/export?secrets=false").expect(200);
    assertThat(total(tenant.api())).isEqualTo(before);
    api.get("/v1/webhooks/export?secrets=true&organizationId=" + tenant.id()).expect(200);

    assertThat(total(tenant.api())).isEqualTo(before + 1);
    JsonObject entry = newest(tenant.api());
    assertThat(entry.getString("call")).isEqualTo("GET /v1/webhooks/export");
    assertThat(entry.getString("organizationId")).isEqualTo(tenant.id());
  }

  @Test
  void whatIsRefusedIsNoChange() {
    tenant.webhook(RECEIVER);
    long before = total(tenant.api());

    tenant.api().post("/v1/webhooks", "{}").expect(422);
    tenant.api().delete("/v1/webhooks/1").expect(404);
    tenant.as("viewer").post("/v1/tokens", "{}").expect(403);

    assertThat(total(tenant.api())).isEqualTo(before + 1); // the viewer's token
  }

  @Test
  void everyTenantHasItsOwn() {
    Tenant sibling = Tenant.below(api);
    Tenant child = tenant.child();
    child.user("jane");
    sibling.user("john");

    List<String> calls = calls(tenant.api());

    assertThat(calls).startsWith("POST /v1/users", "POST /v1/tokens", "POST /v1/organizations");
    assertThat(calls(child.api())).contains("POST /v1/users");
    assertThat(total(sibling.api())).isEqualTo(2); // its token, made from above; its user
    tenant.api().get("/v1/audit?organizationId=" + sibling.id()).expect(404);
    tenant.as("viewer").get("/v1/audit").expect(403);
  }

  @Test
  void refusesMalformedFilters() {
    assertThat(tenant.api().get("/v1/audit?since=yesterday&until=x").expect(400).body())
        .contains("\"since\"", "\"until\"");
    tenant.api().get("/v1/audit?call=%00").expect(400);
  }

  private static List<String> calls(Api of) {
    return of.get("/v1/audit").expect(200).json().getJsonArray("content").stream()
        .map(entry -> entry.asJsonObject().getString("call"))
        .toList();
  }

  private static long total(Api of) {
    return of.get("/v1/audit").expect(200).json().getJsonNumber("totalElements").longValueExact();
  }

  private static JsonObject newest(Api of) {
    return of.get("/v1/audit?size=1").expect(200).json().getJsonArray("content").getJsonObject(0);
  }
}
