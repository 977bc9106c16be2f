package io.herald.webhooks;

import io.herald.json.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changes of {@link Credentials}.
 *
 * @param headers those that it names; a null value removes one, null removes all
 * @param auth as a whole
 * @param clientCertificate as a whole
 */
public record CredentialsChange(
    Change<@Nullable @AddedHeaders Map<String, @Nullable String>> headers,
    Change<@Nullable Auth> auth,
    Change<@Nullable ClientCertificate> clientCertificate) {

  static final CredentialsChange NONE =
      new CredentialsChange(Change.none(), Change.none(), Change.none());

  @Override
  public String toString() { // the values are secret
    return "CredentialsChange[auth=" + auth + "]";
  }
}
