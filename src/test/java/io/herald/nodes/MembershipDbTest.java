package io.herald.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.ids.LongIds;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes of one database: who is there, whose claims are good. */
@ParameterizedClass
@EnumSource(Database.class)
class MembershipDbTest {

  private final TestDatabase database;
  private final Member one;
  private final Member two;

  MembershipDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    one = new Member(database);
    two = new Member(database);
  }

  /** A node with its own clock. */
  private static final class Member {
    final AtomicLong nanos = new AtomicLong();
    final Node node = new Node(nanos::get, Lease.STANDARD);
    final LongIds ids = new LongIds(MutableClock.atNoon());
    final Membership membership;

    Member(TestDatabase database) {
      membership = new Membership(node, ids, database.dataSource());
    }

    void join() throws SQLException {
      membership.join("test", false);
    }
  }

  @Test
  void nodesGetIdsOfTheirOwnThatNeverMeet() throws SQLException {
    one.join();
    two.join();

    assertThat(one.node.id()).isNotEqualTo(two.node.id());
    assertThat(one.ids.next()).isNotEqualTo(two.ids.next());
  }

  @Test
  void idsGoOnAboveWhatIsInTheDatabase() throws SQLException {
    insertDelivery(1L << 52, "pending", null);

    one.join();

    assertThat(one.ids.next()).isGreaterThan(1L << 52);
  }

  @Test
  void aNodeThatStopsRenewingIsExpiredAndItsClaimsAreFreed() throws SQLException {
    one.join();
    two.join();
    insertDelivery(1, "pending", one.node.id());
    insertDelivery(2, "pending", two.node.id());
    lastSeen(one, Lease.STANDARD.expiry().plusSeconds(1));

    assertThat(two.membership.expireOthers(true)).isEqualTo(1);

    assertThat(database.count("delivery where claimed_by is null")).isEqualTo(1);
    assertThat(database.count("node")).isEqualTo(1);
  }

  @Test
  void aNodeThatRenewsIsLeftAlone() throws SQLException {
    one.join();
    two.join();
    lastSeen(one, Lease.STANDARD.expiry().plusSeconds(1));
    one.membership.renew("test");

    assertThat(two.membership.expireOthers(true)).isZero();
    assertThat(database.count("node")).isEqualTo(2);
  }

  @Test
  void aNodeThatWasExpiredWhileItSleptTrustsNoneOfItsOldClaims() throws SQLException {
    one.join();
    two.join();
    long before = one.node.id();
    lastSeen(one, Duration.ofMinutes(1));
    two.membership.expireOthers(true);

    one.membership.renew("test");

    assertThat(one.node.holds(before)).isFalse();
    assertThat(one.node.id()).isNotEqualTo(before);
    assertThat(one.node.mayClaim()).isTrue();
  }

  @Test
  void aClaimThatIsCommittedAfterItsNodeWasExpiredIsFreedToo() throws SQLException {
    one.join();
    two.join();
    lastSeen(one, Duration.ofMinutes(1));
    two.membership.expireOthers(true);
    insertDelivery(1, "pending", one.node.id());

    assertThat(two.membership.expireOthers(true)).isEqualTo(1);
  }

  /** Paused in the middle of a transaction, and with it a delivery that it has locked. */
  @Test
  @Timeout(60)
  void nobodyWaitsForTheTransactionOfANodeThatIsGone() throws SQLException {
    one.join();
    two.join();
    insertDelivery(1, "pending", one.node.id());
    insertDelivery(2, "pending", one.node.id());
    lastSeen(one, Duration.ofMinutes(1));

    try (Connection paused = database.dataSource().getConnection();
        Statement settling = paused.createStatement()) {
      paused.setAutoCommit(false);
      settling.execute("select id from delivery where id = 1 for update");

      assertThat(two.membership.expireOthers(true)).isEqualTo(1);
      paused.rollback();
    }

    assertThat(two.membership.expireOthers(true)).as("the other one, later").isEqualTo(1);
    assertThat(database.count("delivery where claimed_by is null")).isEqualTo(2);
  }

  @Test
  void whoLeavesFreesItsClaimsAtOnce() throws SQLException {
    one.join();
    insertDelivery(1, "pending", one.node.id());
    insertDelivery(2, "delivered", one.node.id());

    one.membership.leave();

    assertThat(database.count("delivery where status = 'pending' and claimed_by is null"))
        .isEqualTo(1);
    assertThat(database.count("node")).isZero();
    assertThat(one.node.mayClaim()).isFalse();
  }

  @Test
  void aBeatThatWasUnderWayDoesNotBringItBack() throws SQLException {
    one.join();

    one.membership.leave();
    one.membership.renew("test");

    assertThat(database.count("node")).isZero();
    assertThat(one.node.mayClaim()).isFalse();
  }

  @Test
  void theOnlyNodeOfAnEmbeddedDatabaseNeedsToWaitForNobody() throws SQLException {
    one.join();
    insertDelivery(1, "pending", one.node.id());

    two.membership.join("after kill -9", true);

    assertThat(database.count("delivery where claimed_by is null")).isEqualTo(1);
    assertThat(database.count("node")).isEqualTo(1);
  }

  private void lastSeen(Member member, Duration ago) {
    database.sql(
        "update node set last_seen = current_timestamp - %d * interval '1' second where id = %d"
            .formatted(ago.toSeconds(), member.node.id()));
  }

  private void insertDelivery(long id, String status, @org.jspecify.annotations.Nullable Long by) {
    database.sql(
        """
        insert into delivery (id, message_id, webhook_id, organization_id, event_type, status,
          attempt_count, retries_used, due_at, claimed_by, created_at)
        values (%d, '00000000-0000-0000-0000-000000000001', 1, '00000000-0000-0000-0000-000000000002',
          'ping', '%s', 0, 0, %s, %s, current_timestamp)"""
            .formatted(id, status, status.equals("pending") ? "current_timestamp" : "null", by));
  }
}
