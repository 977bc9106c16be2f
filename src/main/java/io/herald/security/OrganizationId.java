package io.herald.security;

import io.herald.ids.PrefixedId;
import java.util.Optional;
import java.util.UUID;

/** An organization's id, written {@code org_} and 25 digits of base36. */
public record OrganizationId(UUID value) {

  private static final String PREFIX = "org_";

  /** Reads the written form; empty where it is none. */
  public static Optional<OrganizationId> parse(String text) {
    return PrefixedId.parse(PREFIX, text).map(OrganizationId::new);
  }

  @Override
  public String toString() {
    return PrefixedId.format(PREFIX, value);
  }
}
