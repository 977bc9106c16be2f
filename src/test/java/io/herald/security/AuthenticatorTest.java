package io.herald.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

  private boolean revoked;
  private Runnable meanwhile = () -> {};

  private final Authenticator authenticator =
      new Authenticator(
          new ApiTokens() {
            @Override
            Optional<Identity> use(BearerToken token) {
              Optional<Identity> found =
                  revoked
                      ? Optional.empty()
                      : Optional.of(
                          new Identity(new OrganizationId(new UUID(0, 1)), Role.ADMIN, "a token"));
              meanwhile.run();
              return found;
            }
          },
          Clock.systemUTC(),
          new WebTokens());

  @Test
  void aTokenThatIsRevokedWhileItIsLookedUpIsNotRemembered() {
    meanwhile =
        () -> {
          revoked = true;
          authenticator.forget(new TokensRevoked());
        };

    assertThat(authenticator.identify("hrld_x")).isPresent(); // it came just before

    assertThat(authenticator.remembers("hrld_x")).isFalse();
    assertThat(authenticator.identify("hrld_x")).isEmpty();
  }

  @Test
  void aGoodTokenIsRemembered() {
    assertThat(authenticator.identify("hrld_x")).isPresent();

    assertThat(authenticator.remembers("hrld_x")).isTrue();
  }
}
