package io.herald.transport;

import io.herald.net.Cidr;
import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which URLs and addresses this installation posts to: public ones over {@code https}, unless a
 * setting makes an exception. Asks no name server; {@link AddressResolver} does.
 */
@ApplicationScoped
public class AddressGuard {

  private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

  private static final String ALLOW_HTTP = "herald.insecure.allow-http";
  private static final String ALLOW_ADDRESSES = "herald.insecure.allow-addresses";

  private final boolean allowHttp;
  private final List<Cidr> denied;
  private final List<Cidr> allowed;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  AddressGuard() { // for the CDI proxy
    allowHttp = false;
    denied = null;
    allowed = null;
  }

  @Inject
  AddressGuard(Settings settings) {
    this(settings.flag(ALLOW_HTTP), validRanges(settings.list(ALLOW_ADDRESSES)));
  }

  /**
   * With these exceptions.
   *
   * @param allowHttp {@code herald.insecure.allow-http}
   * @param allowedAddresses {@code herald.insecure.allow-addresses}: ranges such as {@code
   *     127.0.0.0/8}, or single addresses
   * @throws IllegalArgumentException naming the entry that is no range
   */
  public AddressGuard(boolean allowHttp, Collection<String> allowedAddresses) {
    this.allowHttp = allowHttp;
    this.denied = DeniedAddresses.load();
    this.allowed = allowedAddresses.stream().map(String::strip).map(Cidr::parse).toList();
  }

  /** For what the operator names, and no tenant. */
  static AddressGuard allowingAll() {
    return new AddressGuard(true, List.of("0.0.0.0/0", "::/0"));
  }

  private static List<String> validRanges(List<String> ranges) {
    for (String range : ranges) {
      try {
        Cidr.parse(range);
      } catch (IllegalArgumentException e) {
        throw new InvalidSetting(
            ALLOW_ADDRESSES, range, "it must be an address or a range such as 127.0.0.0/8");
      }
    }
    return ranges;
  }

  /**
   * Reads a URL that a tenant wants to register: {@link CallbackUrl#parse}, then {@link #refusal}.
   *
   * @throws IllegalArgumentException with a sentence for the tenant
   */
  public CallbackUrl accept(String text) {
    CallbackUrl url = CallbackUrl.parse(text);
    refusal(url)
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
    return url;
  }

  /** Why this URL is not posted to, as far as that shows without a look-up; empty where it is. */
  public Optional<String> refusal(CallbackUrl url) {
    if (!url.secure() && !allowHttp) {
      return Optional.of("The URL must begin with https://.");
    }
    if (url.literal().isPresent() && !allows(url.literal().get())) {
      return Optional.of("The host of the URL is an address that is not public.");
    }
    if (isLocalName(url.host()) && !allows(InetAddress.getLoopbackAddress())) {
      return Optional.of("The host of the URL is not public.");
    }
    return Optional.empty();
  }

  /** By RFC 6761 these names mean the machine itself, whatever a name server says. */
  private static boolean isLocalName(String host) {
    return host.equals("localhost") || host.endsWith(".localhost");
  }

  /** Whether a connection may go there, and to whatever IPv4 address is packed into it. */
  public boolean allows(InetAddress address) {
    byte[] bytes = address.getAddress();
    return allows(bytes)
        && (bytes.length == 4 || EmbeddedAddresses.in(bytes).stream().allMatch(this::allows));
  }

  private boolean allows(byte[] address) {
    return isPublic(address) || contain(allowed, address);
  }

  private boolean isPublic(byte[] address) {
    return (address.length == 4 || GLOBAL_UNICAST.contains(address)) && !contain(denied, address);
  }

  private static boolean contain(List<Cidr> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
