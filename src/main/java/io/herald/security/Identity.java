package io.herald.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom a credential stands for.
 *
 * @param name of the credential, for people and the audit log
 * @param until it is good before this time; null: without an end
 * @param credential which one it is, such as {@code token/17}; never the credential itself
 */
record Identity(
    OrganizationId organization,
    Role role,
    String name,
    @Nullable Instant until,
    String credential) {

  /** Of a credential that is yet to be made. */
  Identity(OrganizationId organization, Role role, String name, @Nullable Instant until) {
    this(organization, role, name, until, "");
  }

  /** As above, without an end. */
  Identity(OrganizationId organization, Role role, String name) {
    this(organization, role, name, null);
  }

  boolean goodAt(Instant now) {
    return until == null || now.isBefore(until);
  }
}
