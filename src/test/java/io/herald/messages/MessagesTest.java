package io.herald.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.directory.DirectoryEvent;
import io.herald.directory.OrganizationCreated;
import io.herald.directory.OrganizationDeleted;
import io.herald.directory.OrganizationSnapshot;
import io.herald.directory.OrganizationUpdated;
import io.herald.directory.UserCreated;
import io.herald.directory.UserDeleted;
import io.herald.directory.UserDisabled;
import io.herald.directory.UserEnabled;
import io.herald.directory.UserId;
import io.herald.directory.UserLoggedInFirst;
import io.herald.directory.UserRemovedFromGroup;
import io.herald.directory.UserSnapshot;
import io.herald.directory.UserUpdated;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final UUID ID = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
  private static final String BASE36 = "eoswzolg3bsx0zn8otq1p8oom";
  private static final OrganizationSnapshot ORGANIZATION =
      new OrganizationSnapshot(new OrganizationId(ID), "parallelworks");
  private static final UserSnapshot USER =
      new UserSnapshot(new UserId(ID), "demo", "demo@parallelworks.com", ORGANIZATION);
  private static final String SYNC_USER =
      "{\"type\":\"sync.user\",\"userId\":\"user_" + BASE36 + "\"}";
  private static final String SYNC_ORGANIZATION =
      "{\"type\":\"sync.organization\",\"organizationId\":\"org_" + BASE36 + "\"}";
  private static final String ENVELOPE_OF_17 =
      "\"webhook\":{\"id\":\"17\",\"organization\":\"parallelworks\",\"name\":\"demo\"}";
  private static final String USER_MEMBERS =
      "\"username\":\"demo\",\"email\":\"demo@parallelworks.com\",\"userId\":\"user_"
          + BASE36
          + "\",\"organization\":\"parallelworks\"";

  private final Messages messages =
      new Messages(Clock.fixed(NOW, ZoneOffset.UTC), event -> {}, 1024);

  @ParameterizedTest
  @MethodSource
  void writesTheDocumentedBytes(DirectoryEvent event, List<String> bodies) {
    assertThat(messages.of(event))
        .extracting(message -> message.bodyFor(17, "parallelworks", "demo"))
        .isEqualTo(bodies);
  }

  static Stream<Arguments> writesTheDocumentedBytes() {
    return Stream.of(
        Arguments.of(new UserCreated(USER, NOW), List.of(SYNC_USER)),
        Arguments.of(new UserUpdated(USER, NOW), List.of(SYNC_USER)),
        Arguments.of(new UserDeleted(USER, NOW), List.of(SYNC_USER)),
        Arguments.of(new UserEnabled(USER, NOW), List.of(SYNC_USER)),
        Arguments.of(
            new UserLoggedInFirst(USER, 5, NOW),
            List.of(enveloped("USER_CREATED", USER_MEMBERS + ",\"remainingSeats\":5"), SYNC_USER)),
        Arguments.of(
            new UserLoggedInFirst(USER, null, NOW),
            List.of(
                enveloped("USER_CREATED", USER_MEMBERS + ",\"remainingSeats\":null"), SYNC_USER)),
        Arguments.of(
            new UserDisabled(USER, NOW),
            List.of(enveloped("USER_DISABLED", USER_MEMBERS), SYNC_USER)),
        Arguments.of(
            new UserRemovedFromGroup(USER, "staff", NOW),
            List.of(
                enveloped("USER_REMOVED_FROM_GROUP", USER_MEMBERS + ",\"groupName\":\"staff\""))),
        Arguments.of(new OrganizationCreated(ORGANIZATION, null, NOW), List.of(SYNC_ORGANIZATION)),
        Arguments.of(new OrganizationUpdated(ORGANIZATION, NOW), List.of(SYNC_ORGANIZATION)),
        Arguments.of(new OrganizationDeleted(ORGANIZATION, NOW), List.of(SYNC_ORGANIZATION)));
  }

  private static String enveloped(String type, String payload) {
    return "{\"type\":\"" + type + "\"," + ENVELOPE_OF_17 + ",\"payload\":{" + payload + "}}";
  }

  @Test
  void writesTheBodyOfTheDocumentThatDefinesIt() {
    // vectors.json, pw_user_created; that system's ids are not ours
    String payload =
        "{\"username\":\"demo\",\"email\":\"demo@parallelworks.com\",\"userId\":\"66ec445884b4103f670d0c86\","
            + "\"organization\":\"parallelworks\",\"remainingSeats\":5}";

    String body = Bodies.envelope(EventType.USER_CREATED, 17, "parallelworks", "demo", payload);

    assertThat(body.replace("\"17\"", "\"66ec434e84b4103f670cb617\""))
        .isEqualTo(
            "{\"type\":\"USER_CREATED\",\"webhook\":{\"id\":\"66ec434e84b4103f670cb617\",\"organization\":\"parallelworks\",\"name\":\"demo\"},\"payload\":{\"username\":\"demo\",\"email\":\"demo@parallelworks.com\",\"userId\":\"66ec445884b4103f670d0c86\",\"organization\":\"parallelworks\",\"remainingSeats\":5}}")
        .hasSize(261);
  }

  @Test
  void namesTheOwnerInTheEnvelopeAndTheMembersOrganizationInThePayload() {
    Message message = messages.of(new UserDisabled(USER, NOW)).get(0);

    assertThat(message.bodyFor(17, "the parent \"Zoë\"", null))
        .contains("\"organization\":\"the parent \\\"Zoë\\\"\",\"name\":null}")
        .contains("\"organization\":\"parallelworks\"}}");
  }

  @Test
  void isAboutTheOrganizationOfTheUser() {
    Message message = messages.of(new UserCreated(USER, NOW)).get(0);

    assertThat(message.organization()).isEqualTo(ORGANIZATION.id());
    assertThat(message.recordedAt()).isEqualTo(NOW);
  }

  @Test
  void writesCustomEventsAsStandardWebhooksHasThem() {
    JsonObject data = json("{\"z\":1.50,\"a\":[true,null,1e400],\"name\":\"Zoë 東京 😀\"}");

    Message message =
        messages.of(new CustomEvent(new EventType("order.paid"), ORGANIZATION.id(), data));

    assertThat(message.bodyFor(17, "", null))
        .isEqualTo(
            "{\"type\":\"order.paid\",\"timestamp\":\"2026-01-02T03:04:05.678Z\","
                + "\"data\":{\"z\":1.50,\"a\":[true,null,1E+400],\"name\":\"Zoë 東京 😀\"}}");
  }

  @Test
  void keepsTheTimestampOfTheProducer() {
    Instant then = Instant.parse("2022-11-03T20:26:10.344522Z");

    Message message =
        messages.of(
            new CustomEvent(
                new EventType("a"), ORGANIZATION.id(), JsonObject.EMPTY_JSON_OBJECT, then));

    assertThat(message.body().json())
        .isEqualTo("{\"type\":\"a\",\"timestamp\":\"2022-11-03T20:26:10.344522Z\",\"data\":{}}");
    assertThat(message.recordedAt()).isEqualTo(NOW);
  }

  @Test
  void pingsOneWebhook() {
    Message ping = Message.ping(17, ORGANIZATION.id(), NOW);

    assertThat(ping.bodyFor(17, "", null))
        .isEqualTo(
            "{\"type\":\"ping\",\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"data\":{\"webhookId\":17}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync.user", "sync.organization", "USER_CREATED", "ping"})
  void refusesBuiltInTypesFromProducers(String type) {
    assertThatThrownBy(
            () ->
                new CustomEvent(
                    new EventType(type), ORGANIZATION.id(), JsonObject.EMPTY_JSON_OBJECT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(type);
  }

  @Test
  void refusesABodyOverTheLimitCountedInBytes() {
    String frame =
        "{\"type\":\"a\",\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"data\":{\"x\":\"\"}}";
    int room = 1024 - frame.length();

    assertThat(
            messages
                .of(customWith("é".repeat(room / 2)))
                .body()
                .json()
                .getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(1024);
    assertThatThrownBy(() -> messages.of(customWith("é".repeat(room / 2 + 1))))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("at most 1024 are allowed (herald.max-body-bytes)");
  }

  private static CustomEvent customWith(String text) {
    return new CustomEvent(
        new EventType("a"), ORGANIZATION.id(), Json.createObjectBuilder().add("x", text).build());
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
