package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import io.herald.testing.TestCertificates;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How Herald shows a receiver who it is, where a header alone does not do. */
@ExtendWith(RunningHerald.class)
class ReceiverAuthIT {

  private final Tenant tenant;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  ReceiverAuthIT(Api root) {
    this.tenant = Tenant.below(root);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void aTokenIsFetchedKeptAndRenewedAndNeverShown() {
    receiver.on("/token", token("hunter-one"), token("hunter-two"), token("hunter-three"));
    receiver.on(
        "/hook", Answer.status(204), Answer.status(204), Answer.status(401), Answer.status(204));
    TestWebhook webhook = webhook(oauth2("/token"));

    JsonObject first = webhook.finished(webhook.ping());
    webhook.finished(webhook.ping());
    JsonObject third = webhook.finished(webhook.ping());

    assertThat(receiver.requests("/hook"))
        .extracting(request -> request.header("Authorization"))
        .containsExactly(
            "Bearer hunter-one", "Bearer hunter-one", "Bearer hunter-one", "Bearer hunter-two");
    List<Received> asked = receiver.requests("/token");
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).text()).isEqualTo("grant_type=client_credentials&scope=events");
    assertThat(asked.get(0).header("Authorization")).isEqualTo("Basic aGVyYWxkOmh1bnRlci0w");
    assertThat(third.getString("status")).isEqualTo("delivered");
    assertThat(third.getJsonArray("attempts")).hasSize(1);
    assertThat(attempt(first).getJsonObject("requestHeaders").getString("Authorization"))
        .isEqualTo("********");
    assertThat(first.toString() + third + webhook.read()).doesNotContain("hunter");
    assertThat(webhook.read().getJsonObject("auth"))
        .isEqualTo(
            json(
                """
                {'type': 'oauth2', 'tokenUrl': '%s', 'clientId': 'herald', 'clientSecret': '********',
                 'scope': 'events', 'audience': null, 'resource': null, 'clientAuthentication': 'basic'}
                """
                    .formatted(receiver.url("/token"))));
    String export = "/v1/webhooks/export";
    assertThat(tenant.api().get(export).expect(200).body()).doesNotContain("hunter");
    String moving = tenant.api().get(export + "?secrets=true").expect(200).body();
    assertThat(moving).contains("hunter-0");
    tenant.api().post("/v1/webhooks/import", moving).expect(200);
  }

  @Test
  void withoutATokenTheAttemptFailsAndIsRetried() {
    receiver.on(
        "/token", Answer.status(401).withBody("{\"error\": \"invalid_client\"}"), token("good"));
    TestWebhook webhook = webhook("'retrySchedule': ['PT2S'], " + oauth2("/token"));

    JsonObject delivery = webhook.finished(webhook.ping());

    assertThat(delivery.getString("status")).isEqualTo("delivered");
    assertThat(attempt(delivery).getString("outcome")).isEqualTo("token");
    assertThat(attempt(delivery).getString("error"))
        .isEqualTo("access token: HTTP 401, invalid_client");
    assertThat(receiver.requests("/hook")).hasSize(1);
  }

  @Test
  void aTokenUrlIsATenantsUrlLikeAnyOther() {
    String command =
        "{'callbackUrl': '%s', 'auth': {'type': 'oauth2', 'tokenUrl': 'https://10.0.0.1/', 'clientId': 'i', 'clientSecret': 's'}}"
            .formatted(receiver.url("/hook"))
            .replace('\'', '"');

    Reply refused = tenant.api().post("/v1/webhooks", command).expect(422);
    Reply imported =
        tenant.api().post("/v1/webhooks/import", "{\"webhooks\":[" + command + "]}").expect(422);

    assertThat(pointer(refused)).isEqualTo("/auth/tokenUrl");
    assertThat(pointer(imported)).isEqualTo("/webhooks/0/auth/tokenUrl");
  }

  @Test
  void aReceiverThatRequiresAClientCertificateGetsOne() throws Exception {
    TestCertificates certificates = TestServers.receiversCertificates();
    certificates.sign("herald-client", "EC", "-validity", "10");
    List<String> peers = new CopyOnWriteArrayList<>();
    HttpsServer server = requiringCertificates(certificates, peers);
    try {
      URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/hook");
      TestWebhook listener = webhook("'eventTypes': ['webhook.*']");
      TestWebhook without = webhook(url, "'retrySchedule': []");
      TestWebhook webhook =
          webhook(url, certificate(certificates, certificates.keyAsPem("herald-client")));

      JsonObject failed = without.finished(without.ping());
      JsonObject delivered = webhook.finished(webhook.ping());

      assertThat(failed.getString("status")).isEqualTo("exhausted");
      assertThat(delivered.getString("status")).isEqualTo("delivered");
      assertThat(peers).containsExactly("CN=herald-client");
      JsonObject shown = webhook.read().getJsonObject("clientCertificate");
      assertThat(shown.getString("subject")).isEqualTo("CN=herald-client");
      assertThat(shown.getString("issuer")).isEqualTo("CN=Test Authority");
      assertThat(shown.getString("privateKey")).isEqualTo("********");
      assertThat(shown.getString("fingerprint")).hasSize(95);
      assertThat(tenant.api().get("/v1/webhooks/export").body()).doesNotContain("PRIVATE KEY");
      assertThat(tenant.api().get("/v1/webhooks/export?secrets=true").body())
          .contains("PRIVATE KEY");
      Reply refused =
          tenant
              .api()
              .patch(
                  webhook.address(), json("{" + certificate(certificates, "junk") + "}").toString())
              .expect(422);
      assertThat(pointer(refused)).isEqualTo("/clientCertificate/privateKey");

      Received warning = receiver.await("/hook", 1).get(0);
      assertThat(warning.text())
          .contains("webhook.certificate_expiring", "\"days\":14", "\"webhookId\":" + webhook.id());
      assertThat(webhook.read().getString("certificateState")).isEqualTo("expiring");
      assertThat(listener.recorded()).isEqualTo(1);
    } finally {
      server.stop(0);
    }
  }

  private static HttpsServer requiringCertificates(
      TestCertificates certificates, List<String> peers) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(
        new HttpsConfigurator(certificates.serverContext("good")) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          peers.add(((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String certificate(TestCertificates certificates, String key) throws Exception {
    return "'clientCertificate': {'certificate': '%s', 'privateKey': '%s'}"
        .formatted(
            certificates.chainAsPem("herald-client").replaceAll("\\R", "\\\\n"),
            key.replaceAll("\\R", "\\\\n"));
  }

  private String oauth2(String tokenPath) {
    return "'auth': {'type': 'oauth2', 'tokenUrl': '%s', 'clientId': 'herald', 'clientSecret': 'hunter-0', 'scope': 'events'}"
        .formatted(receiver.url(tokenPath));
  }

  private TestWebhook webhook(String members) {
    return webhook(receiver.url("/hook"), members);
  }

  private TestWebhook webhook(URI url, String members) {
    return tenant.webhookWith(url, "{" + members + "}");
  }

  private static Answer token(String token) {
    return Answer.status(200)
        .withHeader("Content-Type", "application/json")
        .withBody("{\"access_token\": \"" + token + "\", \"expires_in\": 3600}");
  }

  private static JsonObject attempt(JsonObject delivery) {
    return delivery.getJsonArray("attempts").getJsonObject(0);
  }

  private static String pointer(Reply problem) {
    return problem.json().getJsonArray("errors").getJsonObject(0).getString("pointer");
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }
}
