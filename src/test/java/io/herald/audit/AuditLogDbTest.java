package io.herald.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.audit.AuditEntry.Actor;
import io.herald.audit.AuditEntry.Change;
import io.herald.audit.AuditFilter.Criteria;
import io.herald.audit.AuditLog.Noted;
import io.herald.ids.LongIds;
import io.herald.json.PageRequest;
import io.herald.security.OrganizationId;
import io.herald.security.TestAccess;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class AuditLogDbTest {

  private final TestDatabase database;
  private final MutableClock clock = MutableClock.atNoon();
  private final AuditLog log;
  private final OrganizationId root;
  private final OrganizationId tenant;
  private final OrganizationId below;
  private final OrganizationId sibling;

  AuditLogDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    LongIds ids = new LongIds(clock);
    ids.useSlot(0, 0);
    log = new AuditLog(database.entityManager(), ids, clock);
    root =
        database.transaction(
            () ->
                TestAccess.makeRoot(
                    database.entityManager(),
                    TestAccess.tokens(database.entityManager(), ids, clock),
                    clock));
    tenant = organization(root);
    below = organization(tenant);
    sibling = organization(root);
  }

  @Test
  void listsWhatHappenedToAnOrganizationAndBelowItNewestFirst() {
    note(tenant, "/v1/webhooks/1");
    note(sibling, "/v1/webhooks/2");
    note(below, "/v1/webhooks/3");
    OrganizationId gone = new OrganizationId(UUID.randomUUID());
    note(gone, "/v1/webhooks/4");

    assertThat(targets(tenant, false, Criteria.NONE))
        .containsExactly("/v1/webhooks/3", "/v1/webhooks/1");
    assertThat(targets(below, false, Criteria.NONE)).containsExactly("/v1/webhooks/3");
    assertThat(targets(root, true, Criteria.NONE)).hasSize(4);
  }

  @Test
  void filters() {
    note(tenant, "/v1/webhooks/1");
    clock.advance(Duration.ofMinutes(1));
    note(tenant, "/v1/webhooks/2");
    Optional<String> any = Optional.empty();

    assertThat(
            targets(
                tenant,
                false,
                new Criteria(any, any, any, Optional.of(clock.instant()), Optional.empty())))
        .containsExactly("/v1/webhooks/2");
    assertThat(
            targets(
                tenant,
                false,
                new Criteria(any, any, any, Optional.empty(), Optional.of(clock.instant()))))
        .containsExactly("/v1/webhooks/1");
    assertThat(
            targets(
                tenant,
                false,
                new Criteria(
                    Optional.of("token/1"),
                    Optional.of("POST /v1/webhooks"),
                    Optional.of("/v1/webhooks/1"),
                    Optional.empty(),
                    Optional.empty())))
        .containsExactly("/v1/webhooks/1");
    assertThat(
            targets(
                tenant,
                false,
                new Criteria(Optional.of("token/2"), any, any, Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void aChangeThatFailsIsNotNoted() {
    assertThatThrownBy(
            () ->
                record(
                    tenant,
                    "/v1/webhooks/1",
                    () -> {
                      throw new IllegalStateException("refused");
                    }))
        .hasMessage("refused");
    assertThat(database.count("audit_entry")).isZero();
  }

  @Test
  void postgreSqlRefusesToChangeAnEntry() {
    assumeThat(database.kind()).isEqualTo(Database.POSTGRESQL);
    note(tenant, "/v1/webhooks/1");

    assertThatThrownBy(() -> database.sql("update audit_entry set actor = 'somebody else'"))
        .hasMessageContaining("append-only");
  }

  private void note(OrganizationId concerned, String target) {
    record(concerned, target, () -> "done");
  }

  private void record(OrganizationId concerned, String target, Callable<Object> change) {
    Actor by = new Actor(root, "admin", "token/1", "admin", "203.0.113.7");
    database.transaction(
        () ->
            log.record(
                change,
                by,
                result -> new Noted(concerned, new Change("POST /v1/webhooks", target, "{}"))));
  }

  private List<String> targets(OrganizationId of, boolean all, Criteria filter) {
    return database
        .transaction(() -> log.list(of, all, filter, PageRequest.of(0, 10)))
        .content()
        .stream()
        .map(entry -> entry.what().target())
        .toList();
  }

  private OrganizationId organization(OrganizationId parent) {
    UUID id = UUID.randomUUID();
    database.sql(
        "insert into organization (id, parent_id, name, created_at, updated_at) values"
            + " ('%s', '%s', '%s', current_timestamp, current_timestamp)"
                .formatted(id, parent.value(), id));
    return new OrganizationId(id);
  }
}
