package io.herald.ids;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/**
 * The text form of a UUID: a prefix, then its 128 bits, big-endian, as 25 digits of base36 ({@code
 * 0-9a-z}, zero-padded). The wire contract, section 1.
 */
public final class PrefixedId {

  private static final int DIGITS = 25;
  private static final int RADIX = 36;

  /** So many digits are computed at once: their value fits into 32 bits. */
  private static final int GROUP = 5;

  private static final long GROUP_VALUE = 36L * 36 * 36 * 36 * 36;

  private PrefixedId() {}

  /** {@code prefix} followed by the 25 digits of {@code id}. */
  public static String format(String prefix, UUID id) {
    int[] limbs = {
      (int) (id.getMostSignificantBits() >>> 32),
      (int) id.getMostSignificantBits(),
      (int) (id.getLeastSignificantBits() >>> 32),
      (int) id.getLeastSignificantBits()
    };
    char[] digits = new char[DIGITS];
    for (int end = DIGITS; end > 0; end -= GROUP) { // BigInteger would cost ten times as much
      long rest = divide(limbs);
      for (int i = end - 1; i >= end - GROUP; i--) {
        digits[i] = Character.forDigit((int) (rest % RADIX), RADIX);
        rest /= RADIX;
      }
    }
    return prefix + new String(digits);
  }

  /** Divides a number, highest 32 bits first, by the value of a group; returns what remains. */
  private static long divide(int[] limbs) {
    long rest = 0;
    for (int i = 0; i < limbs.length; i++) {
      long part = rest << 32 | Integer.toUnsignedLong(limbs[i]);
      limbs[i] = (int) (part / GROUP_VALUE);
      rest = part % GROUP_VALUE;
    }
    return rest;
  }

  /** The UUID that {@code text} names; empty where it is not one of this prefix. */
  public static Optional<UUID> parse(String prefix, String text) {
    if (!text.startsWith(prefix) || text.length() != prefix.length() + DIGITS) {
      return Optional.empty();
    }
    String digits = text.substring(prefix.length());
    if (!digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))) {
      return Optional.empty();
    }
    BigInteger number = new BigInteger(digits, RADIX);
    return number.bitLength() > 128
        ? Optional.empty()
        : Optional.of(new UUID(number.shiftRight(64).longValue(), number.longValue()));
  }
}
