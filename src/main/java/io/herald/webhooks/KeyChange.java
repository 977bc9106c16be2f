package io.herald.webhooks;

import io.herald.security.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Brings secrets to the present key of {@code herald.secret-key}. */
@ApplicationScoped
class KeyChange {

  /** Of one transaction: a few milliseconds. */
  static final int BATCH = 100;

  private final Secrets secrets;
  private final Vault vault;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  KeyChange() { // for the CDI proxy
    this(null, null);
  }

  @Inject
  KeyChange(Secrets secrets, Vault vault) {
    this.secrets = secrets;
    this.vault = vault;
  }

  /** One batch; false where that was the last one. */
  @Transactional
  boolean next() {
    return secrets.sealAnew(BATCH) == BATCH;
  }

  /** The key that they come to. */
  String keyId() {
    return vault.currentKeyId();
  }
}
