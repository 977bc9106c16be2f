package io.herald.webhooks;

import io.herald.transport.SigningKey;
import io.herald.transport.SigningSecret;
import org.jspecify.annotations.Nullable;

/**
 * A secret that its owner brings along: one that both sides know, or a private key. One of the two.
 */
public record OwnSecret(@Nullable SigningSecret secret, @Nullable SigningKey key) {

  /**
   * Reads {@code whsec_…} or {@code whsk_…}.
   *
   * @throws IllegalArgumentException with a sentence that does not repeat it
   */
  public static OwnSecret parse(String text) {
    return text.startsWith("whsk_")
        ? new OwnSecret(null, SigningKey.parse(text))
        : new OwnSecret(SigningSecret.parse(text), null);
  }

  @Override
  public String toString() {
    return secret != null ? secret.toString() : "whsk_***";
  }
}
