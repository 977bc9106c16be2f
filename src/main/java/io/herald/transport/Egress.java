package io.herald.transport;

import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The way out: through a proxy or not, and whom to trust. By settings, and by nothing else. */
@ApplicationScoped
public class Egress {

  private final Optional<EgressProxy> proxy;
  private final SSLContext tls;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Egress() { // for the CDI proxy
    proxy = Optional.empty();
    tls = null;
  }

  /** Reads {@code herald.egress.*}. */
  @Inject
  public Egress(Settings settings) {
    this(
        settings.optionalText(EgressProxy.SETTING).map(EgressProxy::parse),
        Authorities.of(settings));
  }

  Egress(Optional<EgressProxy> proxy, SSLContext tls) {
    this.proxy = proxy;
    this.tls = tls;
  }

  Optional<EgressProxy> proxy() {
    return proxy;
  }

  SSLContext tls() {
    return tls;
  }
}
