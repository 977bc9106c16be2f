package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens in the directory reaches webhooks: the wire contract, sections 1 and 3. */
@ExtendWith(RunningHerald.class)
class DirectoryDeliveriesIT {

  private final Api root;
  private final ServerClock clock;
  private final RecordingReceiver receiver = RecordingReceiver.start();

  DirectoryDeliveriesIT(Api root, ServerClock clock) {
    this.root = root;
    this.clock = clock;
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Nested
  class Users {

    @Test
    void areAnnouncedWhenCreatedUpdatedAndDeleted() {
      Tenant tenant = Tenant.below(root);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      String user = tenant.user("ada");
      tenant.api().patch(at(user), "{\"email\":\"ada@example.org\"}").expect(200);
      tenant.api().patch(at(user), "{\"username\":\"lovelace\"}").expect(200);
      tenant.api().delete(at(user)).expect(204);

      assertThat(webhook.bodiesHeardBy(receiver))
          .containsExactly(syncUser(user), syncUser(user), syncUser(user), syncUser(user));
    }

    @Test
    void areGoneForTheReceiverThatAsksAfterTheirDeletion() {
      Tenant tenant = Tenant.below(root);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      String user = tenant.user("ada");
      tenant.api().get(at(user)).expect(200);

      tenant.api().delete(at(user)).expect(204);

      assertThat(webhook.bodiesHeardBy(receiver)).last().isEqualTo(syncUser(user));
      tenant.api().get(at(user)).expect(404);
    }

    @Test
    void areNoNewsWhenNothingChanges() {
      Tenant tenant = Tenant.below(root);
      String user = tenant.user("ada");
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      tenant.api().patch(at(user), "{\"username\":\"ada\"}").expect(200);
      tenant.api().patch(at(user), "{}").expect(200);
      tenant.api().post(at(user) + "/enable").expect(200);

      assertThat(webhook.recorded()).isZero();
    }

    @Test
    void areNoNewsWhenTheChangeIsRefused() {
      Tenant tenant = Tenant.below(root);
      String user = tenant.user("ada");
      tenant.user("grace");
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      tenant.api().patch(at(user), "{\"username\":\"grace\"}").expect(409);
      tenant.api().patch(at(user), "{\"email\":\"nowhere\"}").expect(422);

      assertThat(webhook.recorded()).isZero();
    }

    @Test
    void areCreatedForReceiversAtTheFirstLogInOnlyWithTheSeatsThatRemain() {
      Tenant tenant = Tenant.below(root, 5);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      String ada = tenant.user("ada");
      String grace = tenant.user("grace");

      tenant.api().post(at(ada) + "/logins").expect(204);
      tenant.api().post(at(ada) + "/logins").expect(204);

      assertThat(webhook.bodiesHeardBy(receiver))
          .containsExactly(
              syncUser(ada),
              syncUser(grace),
              envelope(
                  "USER_CREATED",
                  webhook,
                  tenant,
                  about("ada", ada, tenant) + ",\"remainingSeats\":3"),
              syncUser(ada));
    }

    @Test
    void areCreatedWithNullSeatsWhereThereIsNoLimit() {
      Tenant tenant = Tenant.below(root);
      String user = tenant.user("ada");
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "USER_CREATED");

      tenant.api().post(at(user) + "/logins").expect(204);

      assertThat(webhook.bodiesHeardBy(receiver))
          .containsExactly(
              envelope(
                  "USER_CREATED",
                  webhook,
                  tenant,
                  about("ada", user, tenant) + ",\"remainingSeats\":null"));
    }

    @Test
    void areDisabledOnAChangeOnly() {
      Tenant tenant = Tenant.below(root);
      String user = tenant.user("ada");
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      tenant.api().post(at(user) + "/disable").expect(200);
      tenant.api().post(at(user) + "/disable").expect(200);
      tenant.api().post(at(user) + "/enable").expect(200);

      assertThat(webhook.bodiesHeardBy(receiver))
          .containsExactly(
              envelope("USER_DISABLED", webhook, tenant, about("ada", user, tenant)),
              syncUser(user),
              syncUser(user));
    }

    @Test
    void leaveGroupsAloudAndJoinThemSilently() {
      Tenant tenant = Tenant.below(root);
      String ada = tenant.user("ada");
      String grace = tenant.user("grace");
      String group = "/v1/organizations/" + tenant.id() + "/groups/analysts";
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      tenant.api().put(group).expect(204);
      tenant.api().put(group + "/members/" + ada).expect(204);
      tenant.api().put(group + "/members/" + grace).expect(204);
      tenant.api().delete(group + "/members/" + ada).expect(204);
      tenant.api().delete(group + "/members/" + ada).expect(404);
      tenant.api().delete(group).expect(204);

      assertThat(webhook.bodiesHeardBy(receiver))
          .as("one left, the other was in the group when that was deleted")
          .containsExactly(
              envelope(
                  "USER_REMOVED_FROM_GROUP",
                  webhook,
                  tenant,
                  about("ada", ada, tenant) + ",\"groupName\":\"analysts\""),
              envelope(
                  "USER_REMOVED_FROM_GROUP",
                  webhook,
                  tenant,
                  about("grace", grace, tenant) + ",\"groupName\":\"analysts\""));
    }
  }

  @Nested
  class Organizations {

    @Test
    void areAnnouncedWhenCreatedUpdatedAndDeleted() {
      Tenant tenant = Tenant.below(root);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      Tenant child = tenant.child();
      String at = "/v1/organizations/" + child.id();
      tenant.api().patch(at, "{\"seats\":7}").expect(200);
      tenant.api().patch(at, "{\"seats\":7}").expect(200);
      tenant.api().delete(at).expect(204);

      assertThat(webhook.bodiesHeardBy(receiver))
          .containsExactly(
              syncOrganization(child), syncOrganization(child), syncOrganization(child));
      tenant.api().get(at).expect(404);
    }

    @Test
    void takeTheirUsersAndChildrenWithThemAndEachIsAnnounced() {
      Tenant tenant = Tenant.below(root);
      Tenant child = tenant.child();
      Tenant grandchild = child.child();
      String ada = child.user("ada");
      String grace = grandchild.user("grace");
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      tenant.api().delete("/v1/organizations/" + child.id()).expect(204);

      assertThat(webhook.bodiesHeardBy(receiver))
          .as("from below to above, and users before their organization")
          .containsExactly(
              syncUser(grace),
              syncOrganization(grandchild),
              syncUser(ada),
              syncOrganization(child));
      tenant.api().get(at(ada)).expect(404);
      tenant.api().get(at(grace)).expect(404);
      tenant.api().get("/v1/organizations/" + grandchild.id()).expect(404);
    }

    @Test
    void tellOfThemselvesToTheirOwnWebhooksToo() {
      Tenant tenant = Tenant.below(root);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));

      root.patch("/v1/organizations/" + tenant.id(), "{\"seats\":3}").expect(200);

      assertThat(webhook.bodiesHeardBy(receiver)).containsExactly(syncOrganization(tenant));
    }

    @Test
    void areNamedInEnvelopesAsTheyAreCalledNow() {
      Tenant tenant = Tenant.below(root);
      String user = tenant.user("ada");
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "USER_DISABLED");
      Tenant renamed = new Tenant(tenant.api(), tenant.id(), tenant.name() + "-renamed");

      root.patch("/v1/organizations/" + tenant.id(), "{\"name\":\"" + renamed.name() + "\"}")
          .expect(200);
      tenant.api().post(at(user) + "/disable").expect(200);

      assertThat(webhook.bodiesHeardBy(receiver))
          .containsExactly(
              envelope("USER_DISABLED", webhook, renamed, about("ada", user, renamed)));
    }
  }

  @Nested
  class WhoHears {

    @Test
    void aParentHearsOfItsChildrensUsersUnderItsOwnName() {
      Tenant parent = Tenant.below(root);
      Tenant child = parent.child();
      String user = child.user("ada");
      TestWebhook parents = parent.webhook(receiver.url("/parent"), "USER_DISABLED");
      TestWebhook childs = child.webhook(receiver.url("/child"), "USER_DISABLED");

      child.api().post(at(user) + "/disable").expect(200);

      assertThat(parents.bodiesHeardBy(receiver))
          .containsExactly(envelope("USER_DISABLED", parents, parent, about("ada", user, child)));
      assertThat(childs.bodiesHeardBy(receiver))
          .containsExactly(envelope("USER_DISABLED", childs, child, about("ada", user, child)));
    }

    @Test
    void allWebhooksOfAnEventHearOfItUnderOneMessageId() {
      Tenant parent = Tenant.below(root);
      Tenant child = parent.child();
      TestWebhook first = parent.webhook(receiver.url("/first"));
      TestWebhook second = parent.webhook(receiver.url("/second"));
      TestWebhook third = child.webhook(receiver.url("/third"));

      child.user("ada");

      String id = first.heardBy(receiver).get(0).header("webhook-id");
      assertThat(second.heardBy(receiver).get(0).header("webhook-id")).isEqualTo(id);
      assertThat(third.heardBy(receiver).get(0).header("webhook-id")).isEqualTo(id);
    }

    @Test
    void siblingsAndChildrenHearNothing() {
      Tenant tenant = Tenant.below(root);
      TestWebhook siblings = Tenant.below(root).webhook(receiver.url("/sibling"));
      TestWebhook childs = tenant.child().webhook(receiver.url("/child"));

      String user = tenant.user("ada");
      tenant.api().post(at(user) + "/logins").expect(204);
      tenant.api().post(at(user) + "/disable").expect(200);
      tenant.api().delete(at(user)).expect(204);

      assertThat(siblings.recorded()).isZero();
      assertThat(childs.recorded()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "sync.user, sync.user;sync.user;sync.user",
      "sync.*, sync.organization;sync.user;sync.user;sync.user",
      "sync.organization, sync.organization",
      "USER_DISABLED, USER_DISABLED",
      "USER_CREATED;USER_DISABLED, USER_CREATED;USER_DISABLED",
      "*, sync.organization;sync.user;USER_CREATED;sync.user;USER_DISABLED;sync.user",
      "order.*, ''",
    })
    void aWebhookHearsTheEventTypesThatItNames(String named, String heard) {
      Tenant tenant = Tenant.below(root);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"), named.split(";", -1));

      tenant.child();
      String user = tenant.user("ada");
      tenant.api().post(at(user) + "/logins").expect(204);
      tenant.api().post(at(user) + "/disable").expect(200);

      assertThat(webhook.heardBy(receiver))
          .extracting(request -> request.header("Herald-Event-Type"))
          .isEqualTo(heard.isEmpty() ? List.of() : List.of(heard.split(";", -1)));
    }

    @Test
    void anInactiveWebhookHearsNothingNorLaterWhatItMissed() {
      Tenant tenant = Tenant.below(root);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"));
      webhook.setActive(false);
      tenant.user("ada");
      webhook.setActive(true);

      String user = tenant.user("grace");

      assertThat(receiver.await("/hook", 1))
          .extracting(Received::text)
          .containsExactly(syncUser(user));
      assertThat(webhook.log("?status=cancelled").getInt("totalElements"))
          .as("in the log all the same")
          .isEqualTo(1);
    }

    @Test
    void aDeletedWebhookHearsNothing() {
      Tenant tenant = Tenant.below(root);
      TestWebhook deleted = tenant.webhook(receiver.url("/deleted"));
      TestWebhook other = tenant.webhook(receiver.url("/other"));
      tenant.api().delete(deleted.address()).expect(204);

      String user = tenant.user("ada");

      assertThat(other.bodiesHeardBy(receiver)).containsExactly(syncUser(user));
      assertThat(receiver.requests("/deleted")).isEmpty();
    }
  }

  @Nested
  class TheRequest {

    @Test
    void hasTheDocumentedHeadersAndNoOthers() {
      Tenant tenant = Tenant.below(root);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "sync.user");
      Instant before = clock.now();

      tenant.user("ada");

      Received request = webhook.heardBy(receiver).get(0);
      JsonObject delivery = webhook.finished(webhook.newest());
      assertThat(request.headers().keySet())
          .map(name -> name.toLowerCase(Locale.ROOT))
          .containsExactlyInAnyOrder(
              "host",
              "content-length",
              "connection",
              "content-type",
              "user-agent",
              "webhook-id",
              "webhook-timestamp",
              "webhook-signature",
              "x-hub-signature-256",
              "herald-event-type",
              "herald-webhook-id",
              "herald-delivery-id",
              "herald-attempt");
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + receiver.port());
      assertThat(request.header("Content-Type")).isEqualTo("application/json");
      assertThat(request.header("Content-Length")).isEqualTo("" + request.body().length);
      assertThat(request.header("User-Agent")).matches("Herald/[0-9]+(\\.[0-9]+)*(-SNAPSHOT)?");
      assertThat(request.header("webhook-id"))
          .matches("msg_[0-9a-z]{25}")
          .isEqualTo(delivery.getString("messageId"));
      assertThat(Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp"))))
          .isBetween(before.minusSeconds(1), before.plus(Duration.ofMinutes(1)));
      assertThat(request.header("webhook-signature")).matches("v1,[A-Za-z0-9+/]{43}=");
      assertThat(request.header("X-Hub-Signature-256")).matches("sha256=[0-9a-f]{64}");
      assertThat(request.header("Herald-Event-Type")).isEqualTo("sync.user");
      assertThat(request.header("Herald-Webhook-Id")).isEqualTo("" + webhook.id());
      assertThat(request.header("Herald-Delivery-Id"))
          .isEqualTo("" + delivery.getJsonNumber("id").longValue());
      assertThat(request.header("Herald-Attempt")).isEqualTo("1");
    }

    @Test
    void carriesAnyTextInUtf8() {
      Tenant tenant = Tenant.below(root);
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "USER_DISABLED");
      tenant
          .api()
          .patch(webhook.address(), "{\"name\":\"Übermut \\\"1\\\" \\\\ \\u20ac \\ud83d\\ude00\"}")
          .expect(200);
      String user =
          tenant
              .api()
              .post("/v1/users", "{\"username\":\"Ä/\\t\\u65e5\",\"email\":\"a@example.com\"}")
              .expect(201)
              .json()
              .getString("id");

      tenant.api().post(at(user) + "/disable").expect(200);

      assertThat(webhook.heardBy(receiver).get(0).body())
          .isEqualTo(
              """
              {"type":"USER_DISABLED","webhook":{"id":"%d","organization":"%s",\
              "name":"Übermut \\"1\\" \\\\ € 😀"},"payload":{"username":"Ä/\\t日",\
              "email":"a@example.com","userId":"%s","organization":"%s"}}"""
                  .formatted(webhook.id(), tenant.name(), user, tenant.name())
                  .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void saysNullOfAWebhookWithoutAName() {
      Tenant tenant = Tenant.below(root);
      String user = tenant.user("ada");
      TestWebhook webhook = tenant.webhook(receiver.url("/hook"), "USER_DISABLED");
      tenant.api().patch(webhook.address(), "{\"name\":null}").expect(200);

      tenant.api().post(at(user) + "/disable").expect(200);

      assertThat(webhook.bodiesHeardBy(receiver).get(0))
          .contains("\"organization\":\"" + tenant.name() + "\",\"name\":null},\"payload\":");
    }
  }

  private static String at(String user) {
    return "/v1/users/" + user;
  }

  private static String syncUser(String user) {
    assertThat(user).matches("user_[0-9a-z]{25}");
    return "{\"type\":\"sync.user\",\"userId\":\"" + user + "\"}";
  }

  private static String syncOrganization(Tenant organization) {
    assertThat(organization.id()).matches("org_[0-9a-z]{25}");
    return "{\"type\":\"sync.organization\",\"organizationId\":\"" + organization.id() + "\"}";
  }

  private static String envelope(
      String type, TestWebhook webhook, Tenant owner, String payloadMembers) {
    return "{\"type\":\"%s\",\"webhook\":{\"id\":\"%d\",\"organization\":\"%s\",\"name\":\"demo\"},\"payload\":{%s}}"
        .formatted(type, webhook.id(), owner.name(), payloadMembers);
  }

  private static String about(String username, String user, Tenant memberOf) {
    return "\"username\":\"%s\",\"email\":\"%s@example.com\",\"userId\":\"%s\",\"organization\":\"%s\""
        .formatted(username, username, user, memberOf.name());
  }
}
