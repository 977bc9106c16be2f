package io.herald.audit;

import io.herald.audit.AuditEntry.Actor;
import io.herald.audit.AuditEntry.Change;
import io.herald.ids.LongIds;
import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Writes and lists entries. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
class AuditLog {

  private static final String REACH =
      """
      with recursive reach (id) as (
        select id from organization where id = ?1
        union all
        select child.id from organization child join reach on child.parent_id = reach.id)
      """;

  private static final String WITHIN =
      " from audit_entry where organization_id in (select id from reach)";

  /** Also those of organizations that are gone. */
  private static final String ALL = " from audit_entry where 1 = 1";

  private final EntityManager em;
  private final LongIds ids;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  AuditLog() { // for the CDI proxy
    this(null, null, null);
  }

  @Inject
  AuditLog(EntityManager em, LongIds ids, Clock clock) {
    this.em = em;
    this.ids = ids;
    this.clock = clock;
  }

  /** Carries out a change and notes it, both or neither. */
  Object record(Callable<Object> change, Actor by, Function<Object, Noted> note) throws Exception {
    Object result = change.call();
    Noted noted = note.apply(result);
    em.persist(new AuditEntry(ids.next(), noted.organization(), by, noted.what(), clock.instant()));
    return result;
  }

  /** What happened to {@code root} and below it, newest first. */
  Page<AuditEntry> list(
      OrganizationId root,
      boolean wholeInstallation,
      AuditFilter.Criteria filter,
      PageRequest page) {
    StringBuilder from = new StringBuilder(wholeInstallation ? ALL : WITHIN);
    List<Object> parameters = new ArrayList<>();
    parameters.add(root.value());
    filter.credential().ifPresent(value -> and(from, parameters, "credential = ?", value));
    filter.call().ifPresent(value -> and(from, parameters, "call = ?", value));
    filter.target().ifPresent(value -> and(from, parameters, "target = ?", value));
    filter
        .since()
        .ifPresent(at -> and(from, parameters, "created_at >= ?", at.atOffset(ZoneOffset.UTC)));
    filter
        .until()
        .ifPresent(at -> and(from, parameters, "created_at < ?", at.atOffset(ZoneOffset.UTC)));
    Query count = em.createNativeQuery(REACH + "select count(*)" + from);
    long total = ((Number) with(count, parameters).getSingleResult()).longValue();
    Query rows =
        em.createNativeQuery(
            "%sselect *%s order by id desc limit %d offset %d"
                .formatted(REACH, from, page.size(), page.offset()),
            AuditEntry.class);
    List<?> found = with(rows, parameters).getResultList();
    return Page.of(found.stream().map(AuditEntry.class::cast).toList(), total, page);
  }

  private static void and(
      StringBuilder from, List<Object> parameters, String condition, Object value) {
    parameters.add(value);
    from.append(" and ").append(condition).append(parameters.size());
  }

  private static Query with(Query query, List<Object> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      query.setParameter(i + 1, parameters.get(i));
    }
    return query;
  }

  /** What an entry says of the change, once it is made. */
  record Noted(OrganizationId organization, Change what) {}
}
