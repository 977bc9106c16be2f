package io.herald.security;

import org.jspecify.annotations.Nullable;

/**
 * Who sent the present request. Known from the moment its credential was checked; asking for it
 * elsewhere, such as in a timer, is a bug. Request-scoped, and made by {@link Callers}.
 */
public class Caller {

  private @Nullable Identity identity;

  /** For CDI. */
  public Caller() {}

  /** A caller outside of a request, for tests. */
  public static Caller of(OrganizationId organization, Role role, String name) {
    Caller caller = new Caller();
    caller.is(new Identity(organization, role, name));
    return caller;
  }

  void is(Identity checked) {
    this.identity = checked;
  }

  /** The organization of the credential: the caller reaches it and everything below. */
  public OrganizationId organization() {
    return identity().organization();
  }

  public Role role() {
    return identity().role();
  }

  /** The credential's name, for people. */
  public String name() {
    return identity().name();
  }

  /** Which credential it is, such as {@code token/17}; never the credential itself. */
  public String credential() {
    return identity().credential();
  }

  private Identity identity() {
    if (identity == null) {
      throw new IllegalStateException("nobody was authenticated");
    }
    return identity;
  }
}
