package io.herald.webhooks;

import io.herald.problems.Rejected;
import io.herald.transport.CallbackUrl;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The receiver asks for a bearer token (RFC 6750) that its authorization server gives against
 * client credentials (RFC 6749, section 4.4).
 *
 * @param tokenUrl a tenant's URL like any other: the same rules as for a callback URL
 * @param scope what to ask for, delimited by spaces; null: what the server gives by itself
 * @param audience for servers that want to be told whom the token is for
 * @param resource the same as RFC 8707 has it: an absolute URI
 * @param clientAuthentication how the credentials are shown to the authorization server
 */
public record OAuth2(
    CallbackUrl tokenUrl,
    @Size(min = 1, max = 512) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY) String clientId,
    @Size(min = 1, max = 4096) @Pattern(regexp = VISIBLE, message = VISIBLE_ONLY)
        String clientSecret,
    @Nullable
        @Size(max = 2048)
        @Pattern(
            regexp = SCOPE_TOKEN + "( " + SCOPE_TOKEN + ")*",
            message = "must be words of visible ASCII characters, one space between two")
        String scope,
    @Nullable
        @Size(min = 1, max = 2048)
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must hold no control characters")
        String audience,
    @Nullable
        @Size(max = 2048)
        @Pattern(
            regexp = "[A-Za-z][A-Za-z0-9+.-]*:[\\x21\\x24-\\x7e]+",
            message = "must be an absolute URI without a fragment")
        String resource,
    @Nullable ClientAuthentication clientAuthentication)
    implements Auth {

  private static final String VISIBLE = "[\\x20-\\x7e]*";
  private static final String VISIBLE_ONLY = "must be visible ASCII characters and spaces";
  private static final String SCOPE_TOKEN =
      "[\\x21\\x23-\\x5b\\x5d-\\x7e]+"; // RFC 6749, section 3.3

  /** How a client shows who it is: RFC 6749, section 2.3.1. */
  public enum ClientAuthentication {
    /** In the {@code Authorization} header. */
    BASIC,
    /** In the body, for servers that know no better. */
    POST;

    /** As written in JSON: {@code basic}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public OAuth2 {
    clientAuthentication =
        clientAuthentication == null ? ClientAuthentication.BASIC : clientAuthentication;
  }

  @Override
  public ClientAuthentication clientAuthentication() {
    return clientAuthentication == null ? ClientAuthentication.BASIC : clientAuthentication;
  }

  @Override
  public String header() {
    return "Authorization";
  }

  @Override
  public Optional<String> value() {
    return Optional.empty();
  }

  @Override
  public Auth masked() {
    return withSecret(Mask.TEXT);
  }

  /** The secret behind the mask goes nowhere but where it went before. */
  @Override
  public Auth unmasked(@Nullable Auth before) {
    if (!clientSecret.equals(Mask.TEXT)) {
      return this;
    }
    OAuth2 known = before instanceof OAuth2 oauth2 ? oauth2 : null;
    if (known != null && !known.tokenUrl.equals(tokenUrl)) {
      throw new Rejected(
          "/auth/clientSecret", "Another tokenUrl needs the secret itself, not what hides it.");
    }
    return withSecret(
        Mask.lift("/auth/clientSecret", clientSecret, known == null ? null : known.clientSecret));
  }

  private OAuth2 withSecret(String secret) {
    return new OAuth2(
        tokenUrl, clientId, secret, scope, audience, resource, clientAuthentication());
  }

  @Override
  public String toString() {
    return "OAuth2[" + clientId + " at " + tokenUrl + "]";
  }
}
