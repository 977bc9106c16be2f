package io.herald.webhooks;

import io.herald.security.SealedText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something of a webhook that is stored encrypted. Of those that sign, the newest one of its kind
 * does so until it is rotated; from then on it signs beside its successor until {@code validUntil}.
 */
@Entity
@Table(name = "secret")
public class Secret {

  @Id private long id;

  @Column(name = "webhook_id")
  private long webhookId;

  @SuppressWarnings("UnusedVariable") // queries read it
  private String kind;

  @Column(name = "key_id", nullable = false)
  private String keyId;

  @Column(nullable = false)
  private String ciphertext;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "valid_until")
  private @Nullable Instant validUntil;

  @SuppressWarnings("NullAway") // JPA sets the fields
  protected Secret() {}

  Secret(long id, long webhookId, SecretKind kind, SealedText sealed, Instant now) {
    this.id = id;
    this.webhookId = webhookId;
    this.kind = kind.toString();
    this.keyId = sealed.keyId();
    this.ciphertext = sealed.ciphertext();
    this.createdAt = now;
  }

  /** A successor has come. An earlier end stays. */
  void retire(Instant end) {
    if (validUntil == null || end.isBefore(validUntil)) {
      validUntil = end;
    }
  }

  /** The same thing, encrypted with another key. */
  void seal(SealedText anew) {
    keyId = anew.keyId();
    ciphertext = anew.ciphertext();
  }

  long webhookId() {
    return webhookId;
  }

  SealedText sealed() {
    return new SealedText(keyId, ciphertext);
  }

  boolean newest() {
    return validUntil == null;
  }

  boolean validAt(Instant now) {
    return validUntil == null || now.isBefore(validUntil);
  }
}
