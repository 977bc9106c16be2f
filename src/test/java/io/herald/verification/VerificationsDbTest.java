package io.herald.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.MapConfig;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import io.herald.webhooks.Target;
import io.herald.webhooks.TestNode;
import io.herald.webhooks.WebhookActivated;
import io.herald.webhooks.WebhookAddressed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes see to it that callback URLs are asked: on both databases. */
@ParameterizedClass
@EnumSource(Database.class)
class VerificationsDbTest {

  private static final String URL = "https://example.com/hook"; // of every webhook here
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final TestDatabase database;
  private final Node node;
  private final Node other;
  private final OrganizationId owner;

  VerificationsDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    node = new Node(1);
    other = new Node(2);
    owner = node.webhooks.organization("owner", null);
  }

  @Test
  void oneNodeAsksAndTheOtherDoesNot() {
    long id = register();

    assertThat(node.claimDue()).containsExactly(id);

    assertThat(other.claimDue()).isEmpty();
    assertThat(node.claimDue()).as("again").isEmpty();
  }

  @Test
  void whatANodeIsJustTakingIsNobodyElses() {
    assumeThat(database.kind()).as("one process has H2 to itself").isEqualTo(Database.POSTGRESQL);
    long id = register();

    database.transaction(
        () -> {
          assertThat(node.claimDue()).containsExactly(id);
          assertThat(CompletableFuture.supplyAsync(other::claimDue).join()).isEmpty();
        });

    assertThat(other.claimDue()).isEmpty();
  }

  @Test
  void whatANodeTookAndLostIsAskedByAnotherWhenItsClaimEnds() {
    long id = register();
    node.claimDue();

    advance(LEASE.minusMillis(1));
    assertThat(other.claimDue()).isEmpty();
    advance(Duration.ofMillis(1));

    assertThat(other.claimDue()).containsExactly(id);
  }

  @Test
  void theFirstAnswerIsTheOneThatCounts() {
    long id = register();
    node.claimDue();
    advance(LEASE);
    other.claimDue(); // the first node was only slow

    other.settle(agreed(id, "60"));
    node.settle(refused(id));

    VerificationView view = node.view(id);
    assertThat(view.state()).isEqualTo(VerificationState.VERIFIED);
    assertThat(view.error()).isNull();
    assertThat(other.target(id).active()).isTrue();
    assertThat(node.claimDue()).isEmpty();
  }

  @Test
  void aUrlThatIsNoLongerTheWebhooksIsNotAsked() {
    long id = register();
    database.sql("update webhook set callback_url = 'https://example.com/moved', revision = 1000");
    database.sql("update catalog_revision set revision = 1000");

    assertThat(other.claimDue()).isEmpty();

    other.settle(agreed(id, "60"));
    assertThat(node.view(id).state()).isEqualTo(VerificationState.PENDING);
  }

  @ParameterizedTest(name = "owner {0}, receiver {1}: {2} a second")
  @CsvSource({
    ", , ",
    ", *, ",
    ", 120, 2",
    "1.5, 120, 1.5",
    "5, 120, 2",
    "5, *, 5",
  })
  void deliveriesKeepToTheOwnersRateOrTheReceiversWhicheverIsLess(
      @Nullable String owners, @Nullable String receivers, @Nullable Double expected) {
    long id = register();
    if (owners != null) {
      database.sql("update webhook set policy = '{\"rateLimit\":" + owners + "}'");
    }
    node.claimDue();

    node.settle(agreed(id, receivers));

    assertThat(other.target(id).rateLimit()).isEqualTo(expected);
    assertThat(node.view(id).allowedRate()).isEqualTo(receivers);
  }

  @Test
  void askedOnceMoreAUrlStaysVerifiedAndMayAllowAnotherRate() {
    long id = register();
    node.claimDue();
    node.settle(agreed(id, "120"));

    assertThat(node.ask(id).state()).isEqualTo(VerificationState.VERIFIED);
    assertThat(other.claimDue()).containsExactly(id);
    other.settle(refused(id));
    VerificationView refused = node.view(id);
    assertThat(refused.state()).isEqualTo(VerificationState.VERIFIED);
    assertThat(refused.error()).isEqualTo("HTTP 500");
    assertThat(node.target(id).rateLimit()).isEqualTo(2);

    node.ask(id);
    node.claimDue();
    node.settle(agreed(id, "600"));
    assertThat(node.view(id).error()).isNull();
    assertThat(node.target(id).rateLimit()).isEqualTo(10);
    assertThat(node.target(id).active()).isTrue();
  }

  @Test
  void whatAUrlSaysOnceMoreIsNoReasonForAnyNodeToLook() {
    long id = register();
    node.claimDue();
    node.settle(agreed(id, "120"));
    Object before = revision();

    node.ask(id);
    node.claimDue();
    node.settle(agreed(id, "120"));

    assertThat(revision()).isEqualTo(before);
  }

  private long register() {
    return node.webhooks.register(owner, "*").id();
  }

  private Object revision() {
    return database.transaction(
        () ->
            database
                .entityManager()
                .createNativeQuery("select revision from catalog_revision")
                .getSingleResult());
  }

  private void advance(Duration by) {
    node.webhooks.clock.advance(by);
    other.webhooks.clock.advance(by);
  }

  private static Verdict agreed(long id, @Nullable String rate) {
    return new Verdict(id, URL, "options", rate, null);
  }

  private static Verdict refused(long id) {
    return new Verdict(id, URL, null, null, "HTTP 500");
  }

  /** A node of an installation that demands verification. */
  private final class Node {

    private final TestNode webhooks;
    private final Verifications verifications;

    Node(int slot) {
      webhooks = new TestNode(database, slot, this::tell);
      verifications =
          new Verifications(
              database.entityManager(),
              webhooks.webhooks,
              webhooks.catalog,
              webhooks.clock,
              new VerificationSettings(
                  MapConfig.settings(Map.of("herald.webhook.verification", "challenge"))),
              new RecordedEvents<>());
    }

    private void tell(Object event) {
      if (event instanceof WebhookAddressed addressed) {
        verifications.on(addressed);
      } else if (event instanceof WebhookActivated activated) {
        verifications.on(activated);
      }
    }

    List<Long> claimDue() {
      return database.transaction(verifications::claimDue).stream().map(Target::webhookId).toList();
    }

    void settle(Verdict verdict) {
      database.transaction(() -> verifications.settle(verdict));
    }

    VerificationView view(long id) {
      return database.transaction(() -> verifications.view(owner, id));
    }

    VerificationView ask(long id) {
      return database.transaction(() -> verifications.ask(owner, id));
    }

    Target target(long id) {
      return webhooks.target(id);
    }
  }
}
