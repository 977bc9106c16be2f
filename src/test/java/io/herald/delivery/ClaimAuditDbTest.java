package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.Body;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.nodes.TestNodes;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What was committed and never reached the sender's memory is found: on both databases. */
@ParameterizedClass
@EnumSource(Database.class)
class ClaimAuditDbTest {

  private static final long NODE = 11;
  private static final OrganizationId ACME = new OrganizationId(UUID.randomUUID());

  private final MutableClock clock = MutableClock.atNoon();
  private final Lanes lanes = new Lanes(10, 10, 100, System::nanoTime);
  private final TestDatabase database;
  private final Deliveries deliveries;
  private final ClaimAudit audit;
  private long lastId = 1000;

  ClaimAuditDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    deliveries = new Deliveries(database.entityManager(), kind, clock);
    audit = new ClaimAudit(deliveries, new SenderWith(lanes), TestNodes.registered(NODE));
  }

  @Test
  void aHandOverThatGotLostAfterTheCommitIsGivenBackAtTheSecondLook() {
    claimed();

    look();
    assertThat(database.count("delivery where claimed_by = 11")).isOne();
    look();

    assertThat(database.count("delivery where status = 'pending' and claimed_by is null")).isOne();
  }

  @Test
  void whatTheSenderKnowsStaysClaimed() {
    lanes.addClaimed(claimed());

    look();
    look();

    assertThat(database.count("delivery where claimed_by = 11")).isOne();
  }

  @Test
  void whatIsJustOnItsWayFromTheCommitToTheSenderStaysClaimed() {
    Claim claim = claimed();

    look();
    lanes.addClaimed(claim);
    look();

    assertThat(database.count("delivery where claimed_by = 11")).isOne();
  }

  private void look() {
    database.transaction(audit::releaseUnknown);
  }

  private Claim claimed() {
    var now = clock.instant();
    Message message =
        new Message(MessageId.next(now), ACME, EventType.SYNC_USER, new Body.Plain("{}"), now);
    NewDelivery delivery = new NewDelivery(++lastId, message, 7, ACME, null, NODE);
    database.transaction(() -> deliveries.record(List.of(message), List.of(delivery)));
    return delivery.claim(NODE);
  }

  private static final class SenderWith extends Sender {
    private final Lanes lanes;

    SenderWith(Lanes lanes) {
      this.lanes = lanes;
    }

    @Override
    Lanes lanes() {
      return lanes;
    }
  }
}
