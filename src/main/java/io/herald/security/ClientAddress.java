package io.herald.security;

import io.herald.net.Cidr;
import io.herald.net.IpLiteral;
import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where a request comes from. What {@code X-Forwarded-For} and {@code X-Forwarded-Proto} say counts
 * only as far as a proxy of {@code herald.trusted-proxies} said it: anybody can send these headers.
 */
@ApplicationScoped
public class ClientAddress {

  private static final String SETTING = "herald.trusted-proxies";
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

  private final List<Cidr> trusted;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  ClientAddress() { // for the CDI proxy
    this.trusted = null;
  }

  /**
   * @throws InvalidSetting where the setting is no list of addresses and ranges
   */
  @Inject
  public ClientAddress(Settings settings) {
    this.trusted = settings.list(SETTING).stream().map(ClientAddress::range).toList();
  }

  /** The nearest address that is no trusted proxy: as near to the client as can be known. */
  public String of(HttpServletRequest request) {
    String nearest = request.getRemoteAddr();
    for (String hop : hops(request)) {
      if (!isTrusted(nearest)) {
        break;
      }
      Optional<InetAddress> address = IpLiteral.parse(hop);
      if (address.isEmpty()) {
        break;
      }
      nearest = address.get().getHostAddress();
    }
    return nearest;
  }

  /** Whether the client's own connection is encrypted. */
  public boolean overHttps(HttpServletRequest request) {
    return request.isSecure()
        || (isTrusted(request.getRemoteAddr())
            && "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTO)));
  }

  /** From the nearest to the farthest. */
  private static List<String> hops(HttpServletRequest request) {
    List<String> hops = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
      for (String hop : header.split(",", -1)) {
        hops.add(hop.strip());
      }
    }
    Collections.reverse(hops);
    return hops;
  }

  private boolean isTrusted(String address) {
    return !trusted.isEmpty()
        && IpLiteral.parse(address)
            .filter(
                parsed -> trusted.stream().anyMatch(range -> range.contains(parsed.getAddress())))
            .isPresent();
  }

  private static Cidr range(String text) {
    try {
      return Cidr.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(SETTING, text, "it must be addresses or ranges such as 10.1.2.0/24");
    }
  }
}
