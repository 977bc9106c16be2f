package io.herald.transport;

import io.herald.net.Cidr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The IPv4 addresses that an IPv6 address carries for a translator or a tunnel to unpack: behind it
 * stands that host, so it must be allowed as well.
 */
final class EmbeddedAddresses {

  private static final Cidr MAPPED = Cidr.parse("::ffff:0:0/96"); // RFC 4291
  private static final Cidr COMPATIBLE = Cidr.parse("::/96"); // RFC 4291, deprecated
  private static final Cidr LOOPBACK_AND_UNSPECIFIED = Cidr.parse("::/127"); // are none of these
  private static final Cidr TRANSLATED = Cidr.parse("::ffff:0:0:0/96"); // SIIT, RFC 2765
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96"); // RFC 6052
  private static final Cidr LOCAL_NAT64 = Cidr.parse("64:ff9b:1::/48"); // RFC 8215
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16"); // RFC 3056
  private static final Cidr TEREDO = Cidr.parse("2001::/32"); // RFC 4380

  private EmbeddedAddresses() {}

  /** Those within {@code ipv6}, 16 bytes; usually none. */
  static List<byte[]> in(byte[] ipv6) {
    List<byte[]> found = new ArrayList<>(2);
    if (MAPPED.contains(ipv6)
        || (COMPATIBLE.contains(ipv6) && !LOOPBACK_AND_UNSPECIFIED.contains(ipv6))
        || TRANSLATED.contains(ipv6)
        || NAT64.contains(ipv6)
        || LOCAL_NAT64.contains(ipv6)
        || isIsatap(ipv6)) {
      found.add(Arrays.copyOfRange(ipv6, 12, 16));
    }
    if (SIX_TO_FOUR.contains(ipv6)) {
      found.add(Arrays.copyOfRange(ipv6, 2, 6));
    }
    if (TEREDO.contains(ipv6)) {
      found.add(Arrays.copyOfRange(ipv6, 4, 8)); // the relay
      byte[] client = Arrays.copyOfRange(ipv6, 12, 16);
      for (int i = 0; i < client.length; i++) {
        client[i] ^= (byte) 0xff; // kept inverted
      }
      found.add(client);
    }
    return found;
  }

  /** RFC 5214: the interface identifier is {@code 0000:5efe} or {@code 0200:5efe}, then IPv4. */
  private static boolean isIsatap(byte[] ipv6) {
    return (ipv6[8] & ~2) == 0 && ipv6[9] == 0 && ipv6[10] == 0x5e && ipv6[11] == (byte) 0xfe;
  }
}
