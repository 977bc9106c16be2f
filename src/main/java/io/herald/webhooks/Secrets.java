package io.herald.webhooks;

import io.herald.ids.LongIds;
import io.herald.problems.Conflict;
import io.herald.security.SealedText;
import io.herald.security.Vault;
import io.herald.transport.SigningKey;
import io.herald.transport.SigningSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is secret of webhooks, encrypted at rest: what they sign with, what their requests carry.
 * Works in its caller's transaction.
 */
@ApplicationScoped
class Secrets {

  /** So that {@code webhook-signature} stays a header of ordinary length. */
  private static final int MOST_VALID = 5;

  private static final String OF_WEBHOOK =
      """
      select s from Secret s where s.webhookId = :webhook and s.kind = :kind\
      """;

  private static final String REPLACED_UNTIL =
      """
      select max(s.validUntil) from Secret s where s.webhookId = :webhook and s.validUntil > :now\
      """;

  private static final String DELETE_OF_WEBHOOK =
      """
      delete from Secret s where s.webhookId = :webhook\
      """;

  private static final String OF_OTHER_KEYS =
      """
      select * from secret where key_id <> ?1 order by id limit ?2 for update skip locked\
      """;

  private final EntityManager entityManager;
  private final LongIds ids;
  private final Vault vault;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Secrets() { // for the CDI proxy
    this.entityManager = null;
    this.ids = null;
    this.vault = null;
  }

  @Inject
  Secrets(EntityManager entityManager, LongIds ids, Vault vault) {
    this.entityManager = entityManager;
    this.ids = ids;
    this.vault = vault;
  }

  /** Gives a webhook a further secret, its newest. */
  void add(long webhookId, SigningSecret secret, Instant now) {
    add(webhookId, SecretKind.HMAC, secret.reveal(), now);
  }

  /** Gives a webhook a further key, its newest. */
  void add(long webhookId, SigningKey key, Instant now) {
    add(webhookId, SecretKind.ED25519, key.reveal(), now);
  }

  private void add(long webhookId, SecretKind kind, String text, Instant now) {
    SealedText sealed = vault.seal(text, context(webhookId));
    entityManager.persist(new Secret(ids.next(), webhookId, kind, sealed, now));
  }

  /**
   * Gives a webhook a new secret; those before it sign for {@code overlap} more.
   *
   * @throws Conflict where too many are valid already
   */
  void rotate(long webhookId, SigningSecret secret, Duration overlap, Instant now) {
    retire(webhookId, SecretKind.HMAC, overlap, now);
    add(webhookId, secret, now);
  }

  /**
   * Gives a webhook a new key; those before it sign for {@code overlap} more.
   *
   * @throws Conflict where too many are valid already
   */
  void rotate(long webhookId, SigningKey key, Duration overlap, Instant now) {
    retire(webhookId, SecretKind.ED25519, overlap, now);
    add(webhookId, key, now);
  }

  private void retire(long webhookId, SecretKind kind, Duration overlap, Instant now) {
    int stillValid = 0;
    for (Secret previous : of(webhookId, kind)) {
      previous.retire(now.plus(overlap));
      if (previous.validAt(now)) {
        stillValid++;
      } else {
        entityManager.remove(previous);
      }
    }
    if (stillValid >= MOST_VALID) {
      throw new Conflict(
          "%d secrets of this webhook are still valid; rotate with an overlap of PT0S, or wait."
              .formatted(stillValid));
    }
  }

  /** The one that is not replaced; null where there is none. */
  @Nullable String newest(long webhookId, SecretKind kind) {
    return of(webhookId, kind).stream()
        .filter(Secret::newest)
        .findFirst()
        .map(secret -> vault.open(secret.sealed(), context(webhookId)))
        .orElse(null);
  }

  /** Until when one that was replaced signs; null where none does. */
  @Nullable Instant replacedUntil(long webhookId, Instant now) {
    return entityManager
        .createQuery(REPLACED_UNTIL, Instant.class)
        .setParameter("webhook", webhookId)
        .setParameter("now", now)
        .getSingleResult();
  }

  /** What the requests of a webhook carry. */
  Credentials credentials(long webhookId) {
    return of(webhookId, SecretKind.CREDENTIALS).stream()
        .findFirst()
        .map(secret -> Credentials.fromStored(vault.open(secret.sealed(), context(webhookId))))
        .orElse(Credentials.NONE);
  }

  /** From now on the requests of a webhook carry these. */
  void carry(long webhookId, Credentials credentials, Instant now) {
    of(webhookId, SecretKind.CREDENTIALS).forEach(entityManager::remove);
    String text = credentials.stored();
    if (text != null) {
      add(webhookId, SecretKind.CREDENTIALS, text, now);
    }
  }

  void deleteOf(long webhookId) {
    entityManager.createQuery(DELETE_OF_WEBHOOK).setParameter("webhook", webhookId).executeUpdate();
  }

  /**
   * Encrypts with the present key some of what another one encrypted.
   *
   * @return how many; fewer than {@code most}: there are no more
   * @throws IllegalStateException where the other key is no longer known
   */
  int sealAnew(int most) {
    List<?> old =
        entityManager
            .createNativeQuery(OF_OTHER_KEYS, Secret.class)
            .setParameter(1, vault.currentKeyId())
            .setParameter(2, most)
            .getResultList();
    for (Secret secret : old.stream().map(Secret.class::cast).toList()) {
      String context = context(secret.webhookId());
      secret.seal(vault.seal(vault.open(secret.sealed(), context), context));
    }
    return old.size();
  }

  /** What a ciphertext is bound to: copied to another webhook's row it does not open. */
  static String context(long webhookId) {
    return "webhook/" + webhookId;
  }

  private List<Secret> of(long webhookId, SecretKind kind) {
    return entityManager
        .createQuery(OF_WEBHOOK, Secret.class)
        .setParameter("webhook", webhookId)
        .setParameter("kind", kind.toString())
        .getResultList();
  }
}
