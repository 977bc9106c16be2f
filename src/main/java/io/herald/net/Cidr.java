package io.herald.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of addresses, such as {@code 10.0.0.0/8}. IPv6 ranges are kept as their 16 bytes. */
public final class Cidr {

  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  private final byte[] network;
  private final int prefix;

  private Cidr(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * Reads {@code address/bits}, or a single address.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean ipv6 = address.indexOf(':') >= 0;
    try {
      if (!LITERAL.matcher(address).matches()) {
        throw new IllegalArgumentException("not a range of addresses: " + text);
      }
      byte[] bytes = InetAddress.getByName(ipv6 ? "[" + address + "]" : address).getAddress();
      byte[] network = ipv6 ? mappedToIpv6(bytes) : bytes;
      int most = network.length * 8;
      int prefix = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > most) {
        throw new IllegalArgumentException("not a range of addresses: " + text);
      }
      return new Cidr(network, prefix);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("not a range of addresses: " + text, e);
    }
  }

  /**
   * Java reads {@code ::ffff:0:0} as the IPv4 address 0.0.0.0; a range of IPv6 means the former.
   */
  private static byte[] mappedToIpv6(byte[] bytes) {
    if (bytes.length == 16) {
      return bytes;
    }
    byte[] mapped = new byte[16];
    Arrays.fill(mapped, 10, 12, (byte) 0xff);
    System.arraycopy(bytes, 0, mapped, 12, 4);
    return mapped;
  }

  /** Whether the address, 4 or 16 bytes, is in the range. */
  public boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
      return false;
    }
    int rest = prefix % 8;
    return rest == 0 || ((address[whole] ^ network[whole]) & (0xff00 >> rest) & 0xff) == 0;
  }
}
