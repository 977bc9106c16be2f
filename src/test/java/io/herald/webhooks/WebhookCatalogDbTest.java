package io.herald.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.json.Change;
import io.herald.messages.EventType;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.TestDatabase;
import io.herald.transport.SigningSecret;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Database.class)
class WebhookCatalogDbTest {

  private final TestDatabase database;
  private final TestNode node;
  private final TestNode otherNode;
  private final OrganizationId root;
  private final OrganizationId child;

  WebhookCatalogDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    node = new TestNode(database, 1);
    otherNode = new TestNode(database, 2);
    root = node.organization("root", null);
    child = node.organization("child", root);
  }

  @Test
  void findsTheWebhooksOfTheOrganizationAndOfThoseAboveIt() {
    OrganizationId sibling = node.organization("sibling", root);
    long ofRoot = node.register(root, "").id();
    long ofChild = node.register(child, "").id();
    node.register(sibling, "");

    assertThat(node.matching(child, "sync.user")).containsExactlyInAnyOrder(ofRoot, ofChild);
    assertThat(node.matching(root, "sync.user")).containsExactly(ofRoot);
  }

  @Test
  void findsByEventType() {
    long paid = node.register(root, "order.paid order.lost").id();
    long orders = node.register(root, "order.* order.paid").id();
    node.register(root, "sync.user");

    assertThat(node.matching(child, "order.paid")).containsExactlyInAnyOrder(paid, orders);
    assertThat(node.matching(child, "order.sent")).containsExactly(orders);
  }

  @Test
  void holdsWhatSendingNeeds() {
    RegisteredWebhook webhook = node.register(child, "a b.*");

    Target target = otherNode.target(webhook.id());

    assertThat(target.owner()).isEqualTo(child);
    assertThat(target.ownerName()).isEqualTo("child");
    assertThat(target.name()).isEqualTo("demo");
    assertThat(target.callbackUrl()).hasToString("https://example.com/hook");
    assertThat(target.active()).isTrue();
    assertThat(target.secretsAt(node.clock.instant()))
        .extracting(SigningSecret::reveal)
        .containsExactly(webhook.secret());
    assertThat(target.toString()).doesNotContain(webhook.secret());
  }

  @Test
  void followsWhatOtherNodesChange() {
    long id = node.register(root, "a").id();
    assertThat(otherNode.matching(root, "a")).containsExactly(id);

    change(id, eventTypes("b"));
    assertThat(otherNode.matching(root, "a")).isEmpty();
    assertThat(otherNode.matching(root, "b")).containsExactly(id);

    change(id, active(false));
    assertThat(otherNode.matching(root, "b")).isEmpty();
    assertThat(otherNode.target(id).active()).isFalse();

    change(id, active(true));
    assertThat(otherNode.matching(root, "b")).containsExactly(id);

    database.transaction(() -> node.webhooks.delete(root, id));
    assertThat(otherNode.matching(root, "b")).isEmpty();
    assertThat(database.transaction(() -> otherNode.catalog.find(id))).isEmpty();
  }

  @Test
  void answersFindFromMemoryUntilRefreshed() {
    long id = node.register(root, "").id();
    assertThat(otherNode.target(id).active()).isTrue();

    change(id, active(false));

    assertThat(otherNode.catalog.find(id).orElseThrow().active()).isTrue();
    assertThat(otherNode.target(id).active()).isFalse();
  }

  @Test
  void followsTheNameOfTheOwner() {
    long id = node.register(child, "").id();
    assertThat(otherNode.target(id).ownerName()).isEqualTo("child");

    node.rename(child, "grown up");

    assertThat(otherNode.target(id).ownerName()).isEqualTo("grown up");
    assertThat(node.target(id).ownerName()).isEqualTo("grown up");
  }

  @Test
  void losesTheWebhooksOfADeletedOrganization() {
    long ofChild = node.register(child, "").id();
    long ofRoot = node.register(root, "").id();
    assertThat(otherNode.matching(child, "a")).containsExactlyInAnyOrder(ofChild, ofRoot);

    node.delete(child);

    assertThat(otherNode.matching(child, "a")).containsExactly(ofRoot);
    assertThat(node.fired()).containsExactly(new WebhookDeleted(ofChild));
  }

  @Test
  void carriesSecretsWithTheirEnd() {
    RegisteredWebhook webhook = node.register(root, "");
    RotatedSecret rotated =
        database.transaction(
            () -> node.webhooks.rotate(root, webhook.id(), new RotateSecret(null, null)));

    Target target = otherNode.target(webhook.id());

    assertThat(rotated.previousValidUntil())
        .isEqualTo(node.clock.instant().plus(Duration.ofHours(24)));
    assertThat(target.secretsAt(rotated.previousValidUntil().minusMillis(1)))
        .extracting(SigningSecret::reveal)
        .containsExactly(rotated.secret(), webhook.secret());
    assertThat(target.secretsAt(rotated.previousValidUntil()))
        .extracting(SigningSecret::reveal)
        .containsExactly(rotated.secret());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{", "{\"format\": 7}"})
  void aRowThatCannotBeReadStopsNobodyElse(String policy) {
    long broken = node.register(root, "a").id();
    long sound = node.register(root, "a").id();
    database.transaction(
        () ->
            database
                .entityManager()
                .createNativeQuery("update webhook set policy = ?1 where id = ?2")
                .setParameter(1, policy)
                .setParameter(2, broken)
                .executeUpdate());

    assertThat(otherNode.matching(root, "a")).containsExactly(sound);
  }

  @Test
  void isEmptyAboutAnUnknownOrganization() {
    node.register(root, "");

    assertThat(node.matching(new OrganizationId(new UUID(1, 2)), "a")).isEmpty();
  }

  @Test
  void aTransactionSeesItsOwnChangesAndNobodyElseDoes() {
    long before = node.register(root, "a").id();

    database.transaction(
        () -> {
          long mine = node.webhooks.register(root, TestNode.command("https://a.example", "a")).id();
          assertThat(node.matchingHere(root, "a")).containsExactlyInAnyOrder(before, mine);
          assertThat(node.catalog.current().find(mine)).isPresent();
          node.webhooks.delete(root, before);
          assertThat(node.matchingHere(root, "a")).containsExactly(mine);

          assertThat(elsewhere(() -> node.matching(root, "a"))).containsExactly(before);
          assertThat(elsewhere(() -> otherNode.matching(root, "a"))).containsExactly(before);
        });

    assertThat(node.matching(root, "a")).hasSize(1).doesNotContain(before);
    assertThat(otherNode.matching(root, "a")).isEqualTo(node.matching(root, "a"));
  }

  @Test
  void aRollbackLeavesNoPhantomAndHidesNoLaterChange() {
    long before = node.register(root, "a").id();

    assertThatThrownBy(
            () ->
                database.transaction(
                    () -> {
                      node.webhooks.register(root, TestNode.command("https://a.example", "a"));
                      assertThat(node.matchingHere(root, "a")).hasSize(2);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(node.matching(root, "a")).containsExactly(before);

    // takes the number that the rolled back transaction had
    long after = otherNode.register(root, "a").id();

    assertThat(node.matching(root, "a")).containsExactlyInAnyOrder(before, after);
  }

  @Test
  void oneSnapshotServesManyMessages() {
    long a = node.register(root, "a").id();
    Snapshot snapshot = database.transaction(node.catalog::current);

    change(a, eventTypes("b"));

    assertThat(snapshot.matching(root, new EventType("a"))).hasSize(1);
    assertThat(node.matching(root, "a")).isEmpty();
  }

  @Test
  void staysRightWhileManyChangeAndRead() throws Exception {
    List<Long> ids = List.of(node.register(root, "a").id(), node.register(root, "a").id());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      var readers =
          List.of(node, otherNode).stream()
              .map(
                  reader ->
                      CompletableFuture.runAsync(
                          () -> {
                            for (int i = 0; i < 200; i++) {
                              reader.matching(root, "a");
                            }
                          },
                          threads))
              .toList();
      var writers =
          List.of(node, otherNode).stream()
              .map(
                  writer ->
                      CompletableFuture.runAsync(
                          () -> {
                            for (int i = 0; i < 25; i++) {
                              boolean active = i % 2 == 0;
                              for (long id : ids) {
                                database.transaction(
                                    () ->
                                        writer.webhooks.change(
                                            root, id, webhook -> {}, active(active)));
                              }
                            }
                          },
                          threads))
              .toList();
      CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
      CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }

    assertThat(node.matching(root, "a"))
        .hasSameElementsAs(ids)
        .isEqualTo(otherNode.matching(root, "a"));
  }

  private void change(long id, ChangeWebhook change) {
    database.transaction(() -> node.webhooks.change(root, id, webhook -> {}, change));
  }

  private static <T> T elsewhere(Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work).get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      thread.shutdownNow();
    }
  }

  private static ChangeWebhook eventTypes(String patterns) {
    return new ChangeWebhook(
        Change.none(),
        Change.none(),
        Change.none(),
        Change.to(EventTypesTest.eventTypes(patterns).patterns()),
        Change.none(),
        PolicyChange.NONE,
        CredentialsChange.NONE);
  }

  private static ChangeWebhook active(boolean active) {
    return new ChangeWebhook(
        Change.none(),
        Change.none(),
        Change.none(),
        Change.none(),
        Change.to(active),
        PolicyChange.NONE,
        CredentialsChange.NONE);
  }
}
