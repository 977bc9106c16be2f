package io.herald.security;

import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Open the console to somebody for a while.
 *
 * @param organizationId absent: the caller's own
 * @param lifetime absent: one day
 * @param name whom it is for; absent: "portal link"
 */
public record CreatePortalLink(
    @Nullable OrganizationId organizationId,
    @Nullable Lifetime lifetime,
    @Nullable @Size(min = 1, max = 200) String name) {

  private static final Lifetime ONE_DAY = new Lifetime(Duration.ofDays(1));

  Duration lifetimeOrDefault() {
    return (lifetime == null ? ONE_DAY : lifetime).length();
  }

  String nameOrDefault() {
    return name == null ? "portal link" : name;
  }
}
