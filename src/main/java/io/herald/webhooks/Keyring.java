package io.herald.webhooks;

import io.herald.transport.SigningKey;
import io.herald.transport.SigningSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decrypted of one webhook, newest first. */
final class Keyring {

  private final List<TimedSecret> secrets = new ArrayList<>(1);
  private final List<TimedKey> keys = new ArrayList<>(0);
  private Credentials credentials = Credentials.NONE;
  private boolean unusable;

  void add(SecretKind kind, String text, @Nullable Instant validUntil) {
    switch (kind) {
      case HMAC -> secrets.add(new TimedSecret(SigningSecret.parse(text), validUntil));
      case ED25519 -> keys.add(new TimedKey(SigningKey.parse(text), validUntil));
      case CREDENTIALS -> credentials = Credentials.fromStored(text);
    }
  }

  /** One could not be decrypted. Without its credentials a webhook's requests would be refused. */
  void lose(SecretKind kind) {
    unusable |= kind == SecretKind.CREDENTIALS;
  }

  Credentials credentials() {
    return credentials;
  }

  List<TimedSecret> secrets() {
    return unusable ? List.of() : secrets;
  }

  List<TimedKey> keys() {
    return unusable ? List.of() : keys;
  }
}
