package io.herald.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.herald.json.Change;
import io.herald.json.PageRequest;
import io.herald.json.RecordBinder;
import io.herald.json.RecordWriter;
import io.herald.json.StrictJson;
import io.herald.problems.Conflict;
import io.herald.problems.FieldError;
import io.herald.problems.NotFound;
import io.herald.problems.PreconditionFailed;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.TestDatabase;
import io.herald.transport.CallbackUrl;
import io.herald.transport.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class WebhooksDbTest {

  private static final ChangeWebhook NOTHING =
      new ChangeWebhook(
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          PolicyChange.NONE,
          CredentialsChange.NONE);

  private static final WebhookFilter.Criteria ALL = new WebhookFilter().criteria();

  private final TestDatabase database;
  private final TestNode node;
  private final OrganizationId root;
  private final OrganizationId child;
  private final OrganizationId sibling;

  WebhooksDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    node = new TestNode(database, 1);
    root = node.organization("root", null);
    child = node.organization("child", root);
    sibling = node.organization("sibling", root);
  }

  @Test
  void registersAndShowsTheSecretOnce() {
    RegisteredWebhook registered = node.register(child, "b a");

    assertThat(node.addressed())
        .containsExactly(new WebhookAddressed(registered.id(), "https://example.com/hook"));
    assertThat(registered.secret()).startsWith("whsec_").hasSize(50);
    assertThat(registered.id()).isBetween(1L, 1L << 53);
    assertThat(registered.toString()).doesNotContain(registered.secret());
    WebhookView view = view(registered.id());
    assertThat(view)
        .isEqualTo(
            new WebhookView(
                registered.id(),
                child,
                "demo",
                null,
                "https://example.com/hook",
                List.of("b", "a"),
                true,
                null,
                null,
                null,
                Policy.DEFAULT,
                null,
                Credentials.NONE,
                null,
                node.clock.instant(),
                node.clock.instant()));
    assertThat(RegisteredWebhook.of(view, registered.secret())).isEqualTo(registered);
  }

  @ParameterizedTest(name = "search {0}, state {1}, page {2} of {3}: {4}")
  @CsvSource({
    ", , , , 1 2 3 4",
    "EXAMPLE, , , , 2 3",
    "100%_!, , , , 4",
    "'100%_! s\\ure', , , , ''",
    "überseecontainer, , , , 1",
    "nobody, , , , ''",
    ", active, , , 1 3",
    ", inactive, , , 2 4",
    ", failing, , , 3",
    ", deactivated, , , 4",
    "example, failing, , , 3",
    ", , 1, 3, 4",
    ", , , 3, 1 2 3",
    "example, , 1, 1, 3",
  })
  void areSearchedAndPaged(
      @Nullable String search,
      @Nullable String state,
      @Nullable Integer page,
      @Nullable Integer size,
      String ids) {
    insert(1, "ÜBERSEECONTAINER", "https://a.test", "true, null, null");
    insert(2, "b", "https://example.com/b", "false, 'by_hand', null");
    insert(3, "c", "https://example.com/c", "true, null, '2026-03-14'");
    insert(4, "100%_! sure", "https://d.test", "false, 'gone', '2026-03-14'");
    Optional<PageRequest> part =
        page == null && size == null
            ? Optional.empty()
            : Optional.of(
                PageRequest.of(Objects.requireNonNullElse(page, 0), Objects.requireNonNull(size)));
    WebhookFilter.Criteria wanted =
        new WebhookFilter.Criteria(
            Optional.ofNullable(search),
            Optional.ofNullable(state).flatMap(WebhookState::parse),
            part);

    assertThat(database.transaction(() -> node.webhooks.list(child, wanted)))
        .extracting(webhook -> String.valueOf(webhook.id()))
        .isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ", -1)));
    if (part.isEmpty()) {
      assertThat(database.transaction(() -> node.webhooks.count(child, wanted)))
          .isEqualTo(ids.isEmpty() ? 0 : ids.split(" ", -1).length);
    }
  }

  private void insert(long id, String name, String url, String state) {
    database.sql(
        """
        insert into webhook (id, organization_id, name, callback_url, revision, created_at, updated_at,
          active, deactivated_reason, failing_since)
        values (%d, '%s', '%s', '%s', 1, '2026-03-14', '2026-03-14', %s)"""
            .formatted(id, child.value(), name, url, state));
  }

  @Test
  void storesNoSecretInClear() {
    RegisteredWebhook registered = node.register(child, "");

    Object stored =
        database
            .entityManager()
            .createNativeQuery("select ciphertext from secret")
            .getSingleResult();

    assertThat((String) stored).doesNotContain(registered.secret().substring("whsec_".length()));
  }

  @Test
  void registersAnInactiveOne() {
    RegisterWebhook command =
        new RegisterWebhook(
            CallbackUrl.parse("https://example.com"),
            null,
            "later",
            null,
            false,
            Policy.DEFAULT,
            Credentials.NONE,
            null);

    RegisteredWebhook registered =
        database.transaction(() -> node.webhooks.register(child, command));

    assertThat(registered.active()).isFalse();
    assertThat(registered.deactivatedReason()).isEqualTo(DeactivatedReason.BY_HAND);
    assertThat(registered.eventTypes()).isEmpty();
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                          | ",
        "{'delivery': 'poll', 'callbackUrl': 'https://example.com'}  | ",
        "{'callbackUrl': 'https://example.com'} | {'callbackUrl': null}",
        "{'callbackUrl': 'https://example.com'} | {'delivery': 'poll', 'callbackUrl':"
            + " 'https://example.com'}",
        "{'delivery': 'poll'}                   | {'delivery': 'push'}",
        "{'delivery': 'poll'}                   | {'delivery': null}",
        "{'delivery': 'poll'}                   | {'callbackUrl': 'https://example.com'}",
      })
  void aWebhookHasAUrlIfAndOnlyIfMessagesArePushedToIt(
      String registration, @Nullable String change) {
    assertThatExceptionOfType(Rejected.class)
        .isThrownBy(() -> registerAndChange(registration, change))
        .satisfies(
            refusal ->
                assertThat(refusal.errors())
                    .extracting(FieldError::pointer)
                    .containsExactly("/callbackUrl"));
  }

  @Test
  void aChangeOfDeliveryIsTold() {
    String url = "{'callbackUrl': 'https://example.com/hook'}";
    long id = registerAndChange(url, "{'delivery': 'poll', 'name': 'b'}");

    assertThat(view(id).callbackUrl()).isNull();
    assertThat(node.target(id).polled()).isTrue();
    assertThat(node.fired()).containsOnlyOnce(new WebhookDeliveryChanged(id, DeliveryMode.POLL));

    change(id, "{'delivery': 'push', 'callbackUrl': 'https://example.com/back'}");
    change(id, "{'delivery': 'push'}");

    assertThat(view(id).callbackUrl()).isEqualTo("https://example.com/back");
    assertThat(node.fired()).containsOnlyOnce(new WebhookDeliveryChanged(id, DeliveryMode.PUSH));
  }

  private long registerAndChange(String registration, @Nullable String change) {
    long id =
        database
            .transaction(
                () -> node.webhooks.register(child, bind(RegisterWebhook.class, registration)))
            .id();
    if (change != null) {
      change(id, change);
    }
    return id;
  }

  private void change(long id, String change) {
    database.transaction(
        () -> {
          node.webhooks.change(child, id, any -> {}, bind(ChangeWebhook.class, change));
        });
  }

  private static <T> T bind(Class<T> command, String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return RecordBinder.bind(command, StrictJson.parse(bytes), "");
  }

  @Test
  void refusesMoreThanTheLimitPerOrganization() {
    for (int i = 0; i < 5; i++) {
      node.register(child, "");
    }

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> node.register(child, ""))
        .withMessageContaining("5 webhooks");
    node.register(sibling, "");
  }

  @Test
  void refusesAnOrganizationThatHasGone() {
    assertThatExceptionOfType(Rejected.class)
        .isThrownBy(() -> node.register(new OrganizationId(new UUID(1, 2)), ""));
  }

  @Test
  void listsWhatTheOrganizationItselfOwnsOldestFirst() {
    long first = node.register(root, "").id();
    long second = node.register(root, "").id();
    node.register(child, "");

    assertThat(database.transaction(() -> node.webhooks.list(root, ALL)))
        .extracting(Webhook::id)
        .containsExactly(first, second);
  }

  @Nested
  class BeyondReach {

    @Test
    void nothingIsFound() {
      long id = node.register(child, "").id();

      assertThat(find(root, id)).isNotNull();
      assertThat(find(child, id)).isNotNull();
      assertThat(find(sibling, id)).isNull();
      assertThat(find(root, id + 1)).isNull();
    }

    @Test
    void nothingIsChanged() {
      long id = node.register(child, "").id();

      assertThatExceptionOfType(NotFound.class).isThrownBy(() -> change(sibling, id, NOTHING));
      assertThatExceptionOfType(NotFound.class)
          .isThrownBy(() -> database.transaction(() -> node.webhooks.delete(sibling, id)));
      assertThatExceptionOfType(NotFound.class)
          .isThrownBy(() -> rotate(sibling, id, Duration.ZERO));
      assertThat(find(child, id)).isNotNull();
    }
  }

  @Test
  void changesOnlyWhatIsNamed() {
    long id = node.register(child, "a").id();
    node.clock.advance(Duration.ofMinutes(1));

    change(root, id, named(Change.to("renamed"), Change.none()));

    WebhookView view = view(id);
    assertThat(view.name()).isEqualTo("renamed");
    assertThat(view.eventTypes()).containsExactly("a");
    assertThat(view.callbackUrl()).isEqualTo("https://example.com/hook");
    assertThat(view.updatedAt()).isEqualTo(view.createdAt().plusSeconds(60));
  }

  @Test
  void removesWhatIsNull() {
    long id = node.register(child, "a").id();

    change(
        root,
        id,
        new ChangeWebhook(
            Change.none(),
            Change.to(null),
            Change.none(),
            Change.to(null),
            Change.none(),
            PolicyChange.NONE,
            CredentialsChange.NONE));

    assertThat(view(id).name()).isNull();
    assertThat(view(id).eventTypes()).isEmpty();
  }

  @Test
  void tellsOfActivationAndDeactivationOnce() {
    long id = node.register(child, "").id();

    change(root, id, named(Change.none(), Change.to(false)));
    change(root, id, named(Change.none(), Change.to(false)));
    assertThat(view(id).deactivatedReason()).isEqualTo(DeactivatedReason.BY_HAND);
    change(root, id, named(Change.none(), Change.to(true)));
    change(root, id, named(Change.none(), Change.to(true)));

    assertThat(view(id).deactivatedReason()).isNull();
    assertThat(node.fired())
        .containsExactly(
            new WebhookDeactivated(id, DeactivatedReason.BY_HAND), new WebhookActivated(id));
  }

  @Test
  void isDeactivatedOnceWithItsReason() {
    long id = node.register(child, "").id();

    database.transaction(() -> node.webhooks.deactivate(id, DeactivatedReason.GONE));
    database.transaction(() -> node.webhooks.deactivate(id, DeactivatedReason.FAILING));
    database.transaction(() -> node.webhooks.deactivate(id + 1, DeactivatedReason.GONE));

    assertThat(view(id).deactivatedReason()).isEqualTo(DeactivatedReason.GONE);
    assertThat(node.fired()).containsExactly(new WebhookDeactivated(id, DeactivatedReason.GONE));
  }

  @Test
  void changesNothingWhereThePreconditionFails() {
    long id = node.register(child, "").id();

    assertThatExceptionOfType(PreconditionFailed.class)
        .isThrownBy(
            () ->
                database.transaction(
                    () ->
                        node.webhooks.change(
                            root,
                            id,
                            webhook -> {
                              throw new PreconditionFailed("no");
                            },
                            named(Change.to("renamed"), Change.none()))));

    assertThat(view(id).name()).isEqualTo("demo");
  }

  @Test
  void aDeletedOneIsGoneWithItsSecrets() {
    long id = node.register(child, "").id();

    database.transaction(() -> node.webhooks.delete(root, id));

    assertThat(find(root, id)).isNull();
    assertThat(node.webhooks.list(child, ALL)).isEmpty();
    assertThat(node.fired()).containsExactly(new WebhookDeleted(id));
    assertThat(
            database
                .entityManager()
                .createQuery("select s from Secret s", Secret.class)
                .getResultList())
        .isEmpty();
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> database.transaction(() -> node.webhooks.delete(root, id)));
  }

  @Test
  void aDeletedOrganizationTakesThoseOfWhoeverWentWithIt() {
    OrganizationId below = node.organization("below", child);
    long own = node.register(child, "").id();
    long inherited = node.register(below, "").id();
    long another = node.register(root, "").id();

    node.delete(below, child);

    assertThat(node.fired())
        .containsExactly(new WebhookDeleted(own), new WebhookDeleted(inherited));
    assertThat(find(root, another)).isNotNull();
  }

  @Nested
  class Moving {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void whatWasExportedWithSecretsIsImportedAsItWas() {
      Imported first =
          imported(
              """
              {"callbackUrl": "https://example.com/a", "name": "a", "active": false, "ordered": true,
               "signature": "both", "headers": {"X-A": "1"}, "secret": "%s",
               "auth": {"type": "bearer", "token": "t"}}\
              """
                  .formatted(SECRET));
      Export export = database.transaction(() -> node.webhooks.export(child, true));
      String json = new String(RecordWriter.write(export), StandardCharsets.UTF_8);

      Imported again =
          database.transaction(() -> node.webhooks.importAll(root, command(json).webhooks()));

      assertThat(first.webhooks().get(0).secret()).isEqualTo(SECRET);
      assertThat(again.webhooks().get(0).secret()).isEqualTo(SECRET);
      assertThat(again.webhooks().get(0).publicKey())
          .isEqualTo(first.webhooks().get(0).publicKey())
          .isNotNull();
      assertThat(database.transaction(() -> node.webhooks.export(root, true)).webhooks())
          .isEqualTo(export.webhooks());
      assertThat(again.webhooks().get(0).active()).isFalse();
      Target target = node.target(again.webhooks().get(0).id());
      assertThat(target.credentials().requestHeaders())
          .isEqualTo(Map.of("X-A", "1", "Authorization", "Bearer t"));
    }

    @Test
    void anExportWithoutSecretsHoldsNoneAndIsNoImportWhereTheyAreNeeded() {
      imported(
          """
          {"callbackUrl": "https://example.com/a", "headers": {"X-A": "hunter2"}, "signature": "both"},
          {"callbackUrl": "https://example.com/b"},
          {"callbackUrl": "https://example.com/c", "auth": {"type": "bearer", "token": "hunter2"}}\
          """);

      Export export = database.transaction(() -> node.webhooks.export(child, false));

      String json = new String(RecordWriter.write(export), StandardCharsets.UTF_8);
      assertThat(json).doesNotContain("hunter2", "whsec_", "whsk_");
      assertThatExceptionOfType(Rejected.class)
          .isThrownBy(
              () ->
                  database.transaction(
                      () -> node.webhooks.importAll(root, command(json).webhooks())))
          .satisfies(
              refusal ->
                  assertThat(refusal.errors())
                      .extracting(FieldError::pointer)
                      .containsExactly("/webhooks/0/headers/X-A", "/webhooks/2/auth/token"));
      assertThat(node.webhooks.list(root, ALL)).isEmpty();
    }

    @Test
    void neverMoreThanTheLimit() {
      String one = "{\"callbackUrl\": \"https://example.com\"}";

      assertThatExceptionOfType(Conflict.class)
          .isThrownBy(() -> imported(one + (", " + one).repeat(5)));
      assertThat(node.webhooks.list(child, ALL)).isEmpty();
    }

    private Imported imported(String webhooks) {
      return database.transaction(
          () ->
              node.webhooks.importAll(
                  child, command("{\"webhooks\": [" + webhooks + "]}").webhooks()));
    }

    private ImportWebhooks command(String json) {
      return RecordBinder.bind(
          ImportWebhooks.class, StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)), "");
    }
  }

  @Nested
  class Rotation {

    @Test
    void withoutOverlapEndsTheOldSecretAtOnce() {
      long id = node.register(child, "").id();

      RotatedSecret rotated = rotate(root, id, Duration.ZERO);

      assertThat(secrets(id, node.clock.instant())).containsExactly(rotated.secret());
    }

    @Test
    void takesTheCallersOwnSecret() {
      long id = node.register(child, "").id();
      SigningSecret own = SigningSecret.generate();

      RotatedSecret rotated =
          database.transaction(
              () ->
                  node.webhooks.rotate(root, id, new RotateSecret(null, new OwnSecret(own, null))));

      assertThat(rotated.secret()).isEqualTo(own.reveal());
      assertThat(rotated.toString()).doesNotContain(own.reveal());
    }

    @Test
    void neverLengthensTheLifeOfAnOlderSecret() {
      RegisteredWebhook webhook = node.register(child, "");
      RotatedSecret second = rotate(root, webhook.id(), Duration.ofHours(1));
      RotatedSecret third = rotate(root, webhook.id(), Duration.ofDays(7));

      Instant now = node.clock.instant();
      assertThat(secrets(webhook.id(), now))
          .containsExactly(third.secret(), second.secret(), webhook.secret());
      assertThat(secrets(webhook.id(), now.plus(Duration.ofHours(1))))
          .containsExactly(third.secret(), second.secret());
    }

    @Test
    void untilWhenTheOneBeforeSignsCanBeRead() {
      long id = node.register(child, "").id();
      assertThat(overlap(root, id)).isNull();

      rotate(root, id, Duration.ofHours(1));
      RotatedSecret third = rotate(root, id, Duration.ofDays(7));

      assertThat(overlap(root, id)).isEqualTo(third.previousValidUntil());
      assertThatExceptionOfType(NotFound.class).isThrownBy(() -> overlap(sibling, id));
      node.clock.advance(Duration.ofDays(7));
      assertThat(overlap(root, id)).isNull();
    }

    private @Nullable Instant overlap(OrganizationId reach, long id) {
      return database.transaction(() -> node.webhooks.overlap(reach, id).previousValidUntil());
    }

    @Test
    void refusesToPileUpSecrets() {
      long id = node.register(child, "").id();
      for (int i = 0; i < 4; i++) {
        rotate(root, id, Duration.ofDays(7));
      }

      assertThatExceptionOfType(Conflict.class)
          .isThrownBy(() -> rotate(root, id, Duration.ofDays(1)))
          .withMessageContaining("PT0S");
      RotatedSecret last = rotate(root, id, Duration.ZERO);
      assertThat(secrets(id, node.clock.instant())).containsExactly(last.secret());
    }

    private List<String> secrets(long id, Instant at) {
      return node.target(id).secretsAt(at).stream().map(SigningSecret::reveal).toList();
    }
  }

  private RotatedSecret rotate(OrganizationId reach, long id, Duration overlap) {
    return database.transaction(
        () -> node.webhooks.rotate(reach, id, new RotateSecret(new Overlap(overlap), null)));
  }

  private void change(OrganizationId reach, long id, ChangeWebhook command) {
    database.transaction(() -> node.webhooks.change(reach, id, webhook -> {}, command));
  }

  private static ChangeWebhook named(Change<@Nullable String> name, Change<Boolean> active) {
    return new ChangeWebhook(
        Change.none(),
        name,
        Change.none(),
        Change.none(),
        active,
        PolicyChange.NONE,
        CredentialsChange.NONE);
  }

  private @Nullable Webhook find(OrganizationId reach, long id) {
    return database.transaction(() -> node.webhooks.find(reach, id)).orElse(null);
  }

  private WebhookView view(long id) {
    return database.transaction(() -> node.webhooks.find(root, id).orElseThrow().view());
  }
}
