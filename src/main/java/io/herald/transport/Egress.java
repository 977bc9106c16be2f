package io.herald.transport;

import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The way out: through a proxy or not, and whom to trust. By settings, and by nothing else. */
@ApplicationScoped
public class Egress {

  private final Optional<EgressProxy> proxy;
  private final TrustManager @Nullable [] trusted;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Egress() { // for the CDI proxy
    proxy = Optional.empty();
    trusted = null;
  }

  /** Reads {@code herald.egress.*}. */
  @Inject
  public Egress(Settings settings) {
    this(
        settings.optionalText(EgressProxy.SETTING).map(EgressProxy::parse),
        Authorities.of(settings));
  }

  /**
   * @param trusted null: as the JDK has it
   */
  Egress(Optional<EgressProxy> proxy, TrustManager @Nullable [] trusted) {
    this.proxy = proxy;
    this.trusted = trusted == null ? null : trusted.clone();
  }

  Optional<EgressProxy> proxy() {
    return proxy;
  }

  /**
   * The way to speak TLS; each answer has sessions of its own.
   *
   * @param identity what to show to receivers that ask for a certificate; null: nothing
   */
  SSLContext tls(@Nullable ClientIdentity identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? null : new KeyManager[] {identity.keyManager()}, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has TLS
    }
  }
}
