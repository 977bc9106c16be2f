package io.herald.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.herald.messages.EventType;
import io.herald.messages.MessageId;
import io.herald.problems.NotFound;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class MessageArchiveDbTest {

  private final TestDatabase database;
  private final MutableClock clock = MutableClock.atNoon();
  private final MessageArchive archive;
  private final Erasure erasure;
  private final OrganizationId root = new OrganizationId(new UUID(0, 1));
  private final OrganizationId child = new OrganizationId(new UUID(0, 2));
  private final OrganizationId grandchild = new OrganizationId(new UUID(0, 3));
  private final OrganizationId sibling = new OrganizationId(new UUID(0, 4));
  private long lastDelivery;

  MessageArchiveDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    archive =
        new MessageArchive(
            new MessageRows(database.entityManager()),
            new OrganizationTree(database.entityManager()));
    erasure = new Erasure(database.entityManager(), archive, clock);
    organization(root, null);
    organization(child, root);
    organization(grandchild, child);
    organization(sibling, root);
  }

  @Test
  void aListHasWhatTheOrganizationAndThoseBelowItHeardOf() {
    MessageId own = message(child, "a");
    MessageId below = message(grandchild, "a");
    MessageId other = message(sibling, "a");

    assertThat(ids(child, filter("a").oldest())).containsExactly(own, below);
    assertThat(ids(grandchild, filter(null))).containsExactly(below);
    assertThat(ids(root, filter(null))).containsExactly(other, below, own);
    assertThat(ids(root, filter(null).about(child))).containsExactly(own);
  }

  @Test
  void aCursorLeadsThroughAllOfThemOnceInEitherDirection() {
    List<MessageId> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.add(message(i % 2 == 0 ? child : grandchild, "t" + i % 3));
    }

    assertThat(walk(child, filter(null).oldest().limit(4))).containsExactlyElementsOf(all);
    assertThat(walk(root, filter(null).oldest().limit(25))).containsExactlyElementsOf(all);
    assertThat(walk(child, filter("t1").oldest().limit(3))).hasSize(8).isSubsetOf(all);
    Collections.reverse(all);
    assertThat(walk(child, filter(null).limit(7))).containsExactlyElementsOf(all);
  }

  @Test
  void theCursorOfTheEndFindsWhatComesLater() {
    MessageId first = message(child, "a");
    MessageList end = list(child, filter(null).oldest());
    assertThat(end.hasMore()).isFalse();

    MessageId later = message(child, "a");

    assertThat(ids(child, filter(null).oldest().behind(end.cursor()))).containsExactly(later);
    assertThat(end.cursor()).isEqualTo(first);
  }

  @Test
  void sinceIsIncludedAndUntilExcluded() {
    MessageId early = message(child, "a");
    Instant at = clock.instant();
    MessageId late = message(child, "a");

    assertThat(ids(child, filter(null).between(at, null))).containsExactly(late);
    assertThat(ids(child, filter(null).between(null, at))).containsExactly(early);
    assertThat(ids(child, filter(null).between(at, at))).isEmpty();
  }

  @Test
  void aRareTypeIsLookedForInBoundedSteps() {
    MessageId rare = message(child, "rare");
    insertMany(child, 12_000);

    MessageList first = list(child, filter("rare"));

    assertThat(first.messages()).isEmpty();
    assertThat(first.hasMore()).isTrue();
    assertThat(walk(child, filter("rare"))).containsExactly(rare);
    assertThat(walk(root, filter("rare"))).containsExactly(rare);
  }

  @Test
  void aMessageShowsTheDeliveriesThatTheCallerMaySee() {
    MessageId id = message(child, "a");
    long above = delivery(id, root, "delivered");
    long own = delivery(id, child, "pending");

    assertThat(deliveries(root, id)).containsExactly(above, own);
    assertThat(deliveries(child, id)).containsExactly(own);
    assertThat(find(sibling, id)).isEmpty();
    assertThat(find(grandchild, id)).isEmpty();
  }

  @Test
  void erasingLeavesTheRowsAndNothingThatWasSaid() {
    MessageId id = message(child, "a");
    MessageId other = message(child, "a");
    long pending = delivery(id, child, "pending");
    long delivered = delivery(id, root, "delivered");
    long spared = delivery(other, child, "pending");
    attempt(delivered, "you said secret");
    attempt(spared, "hello");

    database.transaction(() -> erasure.erase(child, id));

    WholeMessage erased = find(child, id).orElseThrow();
    assertThat(erased.body()).isNull();
    assertThat(erased.erasedAt()).isEqualTo(clock.instant());
    assertThat(database.count("message where body like '%secret%'")).isEqualTo(1);
    assertThat(database.count("delivery where body is not null")).isEqualTo(1);
    assertThat(database.count("attempt where response_body is not null")).isEqualTo(1);
    assertThat(status(pending)).isEqualTo("cancelled");
    assertThat(status(delivered)).isEqualTo("delivered");
    assertThat(status(spared)).isEqualTo("pending");
  }

  @Test
  void erasingAgainKeepsTheTimeOfTheFirst() {
    MessageId id = message(child, "a");
    database.transaction(() -> erasure.erase(child, id));
    Instant first = clock.instant();
    clock.advance(Duration.ofMinutes(1));

    database.transaction(() -> erasure.erase(child, id));

    assertThat(find(child, id).orElseThrow().erasedAt()).isEqualTo(first);
  }

  @Test
  void anAnswerThatCameAfterwardsIsErasedToo() {
    MessageId id = message(child, "a");
    long delivery = delivery(id, child, "pending");
    database.transaction(() -> erasure.erase(child, id));
    attempt(delivery, "you said secret");

    database.transaction(erasure::repeat);

    assertThat(database.count("attempt where response_body is not null")).isZero();
  }

  @Test
  void nobodyErasesWhatIsBeyondReach() {
    MessageId id = message(child, "a");

    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> database.transaction(() -> erasure.erase(sibling, id)));
    assertThat(find(child, id).orElseThrow().body()).isNotNull();
  }

  private MessageId message(OrganizationId about, String type) {
    clock.advance(Duration.ofMillis(1));
    MessageId id = MessageId.next(clock.instant());
    database.sql(
        "insert into message (id, organization_id, event_type, body, recorded_at) values ('%s', '%s', '%s', '{\"secret\":1}', '%s')"
            .formatted(id.value(), about.value(), type, clock.instant()));
    clock.advance(Duration.ofMillis(1));
    return id;
  }

  private void insertMany(OrganizationId about, int count) {
    clock.advance(Duration.ofMillis(1));
    String series =
        database.kind() == Database.POSTGRESQL
            ? "generate_series(1, %d) as s (x)"
            : "system_range(1, %d) as s (x)";
    long high = clock.instant().toEpochMilli() << 16 | 0x7000;
    String prefix = new UUID(high, 0).toString().substring(0, 19);
    database.sql(
        ("insert into message (id, organization_id, event_type, body, recorded_at) select cast('%s' || '8000-' || lpad(cast(x as varchar), 12, '0') as uuid), cast('%s' as uuid), 'common', '{}', current_timestamp from "
                + series)
            .formatted(prefix.substring(0, 19), about.value(), count));
    clock.advance(Duration.ofMillis(1));
  }

  private long delivery(MessageId message, OrganizationId owner, String status) {
    long id = ++lastDelivery;
    database.sql(
        "insert into delivery (id, message_id, webhook_id, organization_id, event_type, body, status, attempt_count, retries_used, due_at, created_at) values (%d, '%s', 7, '%s', 'a', '{\"secret\":2}', '%s', 0, 0, %s, current_timestamp)"
            .formatted(
                id,
                message.value(),
                owner.value(),
                status,
                status.equals("pending") ? "current_timestamp" : "null"));
    return id;
  }

  private void attempt(long delivery, String answer) {
    database.sql(
        "insert into attempt (delivery_id, number, started_at, duration_ms, outcome, request_headers, response_body) values (%d, 1, current_timestamp, 1, 'answered', '{}', '%s')"
            .formatted(delivery, answer));
  }

  private String status(long delivery) {
    return (String)
        database
            .entityManager()
            .createNativeQuery("select status from delivery where id = " + delivery)
            .getSingleResult();
  }

  private void organization(OrganizationId id, @Nullable OrganizationId parent) {
    database.sql(
        "insert into organization (id, parent_id, name, created_at, updated_at) values ('%s', %s, '%s', current_timestamp, current_timestamp)"
            .formatted(id.value(), parent == null ? "null" : "'" + parent.value() + "'", id));
  }

  private static Wanted filter(@Nullable String type) {
    return new Wanted(
        new MessageFilter.Criteria(
            Optional.ofNullable(type).map(EventType::new),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            20));
  }

  /** Criteria, step by step. */
  private record Wanted(MessageFilter.Criteria criteria) {

    Wanted oldest() {
      return with(false, criteria.cursor(), criteria.limit());
    }

    Wanted limit(int limit) {
      return with(criteria.newestFirst(), criteria.cursor(), limit);
    }

    Wanted behind(@Nullable MessageId cursor) {
      return with(criteria.newestFirst(), Optional.ofNullable(cursor), criteria.limit());
    }

    Wanted about(OrganizationId organization) {
      return new Wanted(
          new MessageFilter.Criteria(
              criteria.eventType(),
              Optional.of(organization),
              criteria.since(),
              criteria.until(),
              criteria.newestFirst(),
              criteria.cursor(),
              criteria.limit()));
    }

    Wanted between(@Nullable Instant since, @Nullable Instant until) {
      return new Wanted(
          new MessageFilter.Criteria(
              criteria.eventType(),
              criteria.organization(),
              Optional.ofNullable(since),
              Optional.ofNullable(until),
              criteria.newestFirst(),
              criteria.cursor(),
              criteria.limit()));
    }

    private Wanted with(boolean newestFirst, Optional<MessageId> cursor, int limit) {
      return new Wanted(
          new MessageFilter.Criteria(
              criteria.eventType(),
              criteria.organization(),
              criteria.since(),
              criteria.until(),
              newestFirst,
              cursor,
              limit));
    }
  }

  private MessageList list(OrganizationId reach, Wanted wanted) {
    return database.transaction(() -> archive.list(reach, wanted.criteria()));
  }

  private List<MessageId> ids(OrganizationId reach, Wanted wanted) {
    return list(reach, wanted).messages().stream().map(MessageView::id).toList();
  }

  private List<MessageId> walk(OrganizationId reach, Wanted wanted) {
    List<MessageId> found = new ArrayList<>();
    MessageList part = list(reach, wanted);
    found.addAll(part.messages().stream().map(MessageView::id).toList());
    while (part.hasMore()) {
      part = list(reach, wanted.behind(part.cursor()));
      found.addAll(part.messages().stream().map(MessageView::id).toList());
    }
    return found;
  }

  private Optional<WholeMessage> find(OrganizationId reach, MessageId id) {
    return database.transaction(() -> archive.find(reach, id));
  }

  private List<Long> deliveries(OrganizationId reach, MessageId id) {
    return find(reach, id).orElseThrow().deliveries().stream().map(MessageDelivery::id).toList();
  }
}
