package io.herald.webhooks;

import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Tells of client certificates that end: 30, 14, 3 and 1 days before, and when they have. The row
 * says what was told, so that each step is told once, by one node, whatever restarts.
 */
@ApplicationScoped
class ExpiringCertificates {

  /** Of one transaction. */
  static final int BATCH = 100;

  /** Each certificate at the latest of its steps; the query names them too. */
  private static final List<Integer> STEPS = List.of(0, 1, 3, 14, 30);

  private static final String ENDING =
      """
      select id, organization_id, credentials, step from (
        select id, organization_id, credentials, certificate_told, certificate_expires_at,
          case when certificate_expires_at <= ?1 then 0 when certificate_expires_at <= ?2 then 1
            when certificate_expires_at <= ?3 then 3 when certificate_expires_at <= ?4 then 14
            else 30 end as step
        from webhook where certificate_expires_at <= ?5 and deleted_at is null) as ending
      where certificate_told is null or certificate_told > step
      order by certificate_expires_at limit ?6\
      """;
  private static final String ANYTHING_ENDS =
      """
      select 1 from webhook where certificate_expires_at <= ?1 and deleted_at is null
      fetch first 1 rows only\
      """;
  private static final String TELL =
      """
      update webhook set certificate_told = ?2
      where id = ?1 and (certificate_told is null or certificate_told > ?2)\
      """;

  private final EntityManager entityManager;
  private final Event<CertificateExpiring> expiring;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  ExpiringCertificates() { // for the CDI proxy
    this.entityManager = null;
    this.expiring = null;
    this.clock = null;
  }

  @Inject
  ExpiringCertificates(
      EntityManager entityManager, Event<CertificateExpiring> expiring, Clock clock) {
    this.entityManager = entityManager;
    this.expiring = expiring;
    this.clock = clock;
  }

  /**
   * Whether any ends soon, told or not: looked for again and again, mostly in vain, hence one
   * statement and no transaction.
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  boolean isAnythingEnding() {
    Instant first = clock.instant().plus(Duration.ofDays(STEPS.get(STEPS.size() - 1)));
    return !entityManager
        .createNativeQuery(ANYTHING_ENDS)
        .setParameter(1, first.atOffset(ZoneOffset.UTC))
        .getResultList()
        .isEmpty();
  }

  /** One batch; false where there is no more to be told now. */
  @Transactional
  boolean tell() {
    Instant now = clock.instant();
    Query ending = entityManager.createNativeQuery(ENDING);
    for (int i = 0; i < STEPS.size(); i++) {
      ending.setParameter(i + 1, now.plus(Duration.ofDays(STEPS.get(i))).atOffset(ZoneOffset.UTC));
    }
    List<?> rows = ending.setParameter(STEPS.size() + 1, BATCH).getResultList();
    rows.forEach(row -> tell((Object[]) row));
    return rows.size() == BATCH;
  }

  private void tell(Object[] row) {
    int days = ((Number) row[3]).intValue();
    long id = ((Number) row[0]).longValue();
    boolean first =
        entityManager
                .createNativeQuery(TELL)
                .setParameter(1, id)
                .setParameter(2, days)
                .executeUpdate()
            == 1;
    if (first) {
      var chain =
          Objects.requireNonNull(Credentials.fromStored((String) row[2]).clientCertificate())
              .chain();
      expiring.fire(
          new CertificateExpiring(
              id,
              new OrganizationId((UUID) row[1]),
              chain.notAfter(),
              days,
              chain.subject(),
              chain.fingerprint()));
    }
  }
}
