package io.herald.webhooks;

import io.herald.security.OrganizationId;
import io.herald.security.SealedText;
import io.herald.security.Vault;
import io.herald.transport.CallbackUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads what changed since a snapshot. Selects values, not entities: thousands of webhooks must not
 * become managed in the transaction of whoever happens to come first.
 */
@ApplicationScoped
class CatalogLoader {

  private static final Logger LOG = System.getLogger(CatalogLoader.class.getName());

  private static final String WEBHOOKS_SINCE =
      """
      select w.id, w.owner, w.name, w.callbackUrl, w.eventTypes, w.active, w.deletedAt,
        w.policy, w.allowedRate
      from Webhook w where w.revision > :revision""";

  private static final String SECRETS_SINCE =
      """
      select s.webhookId, s.keyId, s.ciphertext, s.validUntil, s.kind
      from Secret s, Webhook w
      where w.id = s.webhookId and w.revision > :revision and w.deletedAt is null
      order by s.id desc""";

  // no join: H2 would begin it with all organizations
  private static final String OWNER_NAMES_SINCE =
      """
      select w.id, (select o.name from organization o where o.id = w.organization_id)
      from webhook w where w.revision > ?1 and w.deleted_at is null""";

  private final EntityManager entityManager;
  private final Vault vault;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  CatalogLoader() { // for the CDI proxy
    this.entityManager = null;
    this.vault = null;
  }

  @Inject
  CatalogLoader(EntityManager entityManager, Vault vault) {
    this.entityManager = entityManager;
    this.vault = vault;
  }

  /**
   * {@code base} with every row of a higher revision. {@code revision} was read before these rows:
   * they may be newer than it says, never older, and the newer ones are read once more next time.
   */
  Snapshot bringTo(long revision, Snapshot base) {
    long since = base.revision();
    List<Object[]> rows =
        entityManager
            .createQuery(WEBHOOKS_SINCE, Object[].class)
            .setParameter("revision", since)
            .getResultList();
    if (rows.isEmpty()) {
      return base.with(revision, Map.of());
    }
    Map<Long, Keyring> keyrings = keyrings(since);
    Map<Long, String> ownerNames = ownerNames(since);
    Map<Long, Optional<Target>> changes = new HashMap<>();
    for (Object[] row : rows) {
      Long id = (Long) row[0];
      String ownerName =
          ownerNames.getOrDefault(id, base.find(id).map(Target::ownerName).orElse(""));
      boolean deleted = row[6] != null;
      changes.put(
          id,
          deleted
              ? Optional.empty()
              : readable(row, ownerName, keyrings.getOrDefault(id, new Keyring())));
    }
    return base.with(revision, changes);
  }

  /** Empty where the row is broken: it must not stop everybody's messages. */
  private static Optional<Target> readable(Object[] row, String ownerName, Keyring keyring) {
    try {
      return Optional.of(target(row, ownerName, keyring));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Webhook " + row[0] + " can't be read and gets no messages.", e);
      return Optional.empty();
    }
  }

  private static Target target(Object[] row, String ownerName, Keyring keyring) {
    return new Target(
        (Long) row[0],
        new OrganizationId((UUID) row[1]),
        ownerName,
        (String) row[2],
        row[3] == null ? null : CallbackUrl.parse((String) row[3]),
        EventTypes.fromStored((String) row[4]),
        (Boolean) row[5],
        Policy.fromStored((String) row[7]),
        (Integer) row[8],
        keyring.credentials(),
        keyring.secrets(),
        keyring.keys());
  }

  private Map<Long, Keyring> keyrings(long since) {
    Map<Long, Keyring> keyrings = new HashMap<>();
    for (Object[] row :
        entityManager
            .createQuery(SECRETS_SINCE, Object[].class)
            .setParameter("revision", since)
            .getResultList()) {
      Long webhookId = (Long) row[0];
      Keyring keyring = keyrings.computeIfAbsent(webhookId, id -> new Keyring());
      try {
        String text =
            vault.open(
                new SealedText((String) row[1], (String) row[2]), Secrets.context(webhookId));
        keyring.add(SecretKind.parse((String) row[4]), text, (Instant) row[3]);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "A secret of webhook " + webhookId + " can't be decrypted.", e);
        keyring.lose(SecretKind.parse((String) row[4]));
      }
    }
    return keyrings;
  }

  private Map<Long, String> ownerNames(long since) {
    Map<Long, String> names = new HashMap<>();
    List<?> rows =
        entityManager.createNativeQuery(OWNER_NAMES_SINCE).setParameter(1, since).getResultList();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      if (columns[1] != null) {
        names.put(((Number) columns[0]).longValue(), (String) columns[1]);
      }
    }
    return names;
  }
}
