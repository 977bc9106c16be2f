package io.herald.security;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens of the enterprise's identity provider (RFC 7519), beside our own tokens, by the
 * configuration keys of MicroProfile JWT. Verified here and not by the servers, whose mechanisms
 * differ. A token must be signed with a key of the provider, by an asymmetric algorithm, and must
 * name issuer, end and subject; two claims say whom it stands for.
 */
@ApplicationScoped
public class WebTokens {

  private static final Logger LOG = Logger.getLogger(WebTokens.class.getName());

  private static final String ISSUER = "mp.jwt.verify.issuer";
  private static final String AUDIENCES = "mp.jwt.verify.audiences";
  private static final String SKEW = "mp.jwt.verify.clock.skew";
  private static final String ALGORITHM = "mp.jwt.verify.publickey.algorithm";
  private static final String ROLES = "herald.jwt.roles";

  /** Asymmetric ones: a public key is public, so it must never pass for a shared secret. */
  private static final List<String> ALGORITHMS =
      List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private static final int MOST_SKEW_SECONDS = 600;

  private final Optional<VerificationKeyResolver> keys;
  private final OrganizationTree tree;
  private final Clock clock;
  private final String issuer;
  private final List<String> audiences;
  private final int skewSeconds;
  private final List<String> algorithms;
  private final String organizationClaim;
  private final String roleClaim;
  private final Map<String, Role> roles;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  WebTokens() { // for the CDI proxy
    this.keys = Optional.empty();
    this.tree = null;
    this.clock = null;
    this.issuer = null;
    this.audiences = null;
    this.skewSeconds = 0;
    this.algorithms = null;
    this.organizationClaim = null;
    this.roleClaim = null;
    this.roles = null;
  }

  /**
   * @throws InvalidSetting where a setting makes no sense; keys are not fetched yet
   */
  @Inject
  WebTokens(Settings settings, OrganizationTree tree, Clock clock) {
    this.tree = tree;
    this.clock = clock;
    keys = WebTokenKeys.of(settings);
    issuer = settings.optionalText(ISSUER).orElse("");
    if (keys.isPresent() && issuer.isEmpty()) {
      throw new InvalidSetting(ISSUER, "it is required with " + WebTokenKeys.LOCATION);
    }
    audiences = settings.list(AUDIENCES);
    if (keys.isPresent() && audiences.isEmpty()) {
      throw new InvalidSetting(
          AUDIENCES, "it is required: else a token for any application of the provider is good");
    }
    skewSeconds = settings.integer(SKEW, 0, MOST_SKEW_SECONDS);
    algorithms = settings.list(ALGORITHM);
    if (!ALGORITHMS.containsAll(algorithms) || algorithms.isEmpty()) {
      throw new InvalidSetting(ALGORITHM, "it must be among " + String.join(", ", ALGORITHMS));
    }
    organizationClaim = settings.text("herald.jwt.organization-claim");
    roleClaim = settings.text("herald.jwt.role-claim");
    roles =
        settings.list(ROLES).stream()
            .map(entry -> entry.split("=", -1))
            .collect(Collectors.toUnmodifiableMap(WebTokens::value, WebTokens::role, (a, b) -> a));
  }

  /** Three parts; our own tokens have no full stop, and others are looked up as they are. */
  static boolean looksLikeOne(String bearer) {
    return bearer.startsWith("eyJ") && bearer.chars().filter(c -> c == '.').count() == 2;
  }

  /** Whom the token stands for; empty where it is not good, whatever the reason. */
  Optional<Identity> identify(String jwt) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    try {
      return identity(verified(jwt, keys.get()));
    } catch (InvalidJwtException | MalformedClaimException e) {
      LOG.log(Level.FINE, "a JWT was refused: {0}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private JwtClaims verified(String jwt, VerificationKeyResolver from) throws InvalidJwtException {
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(from)
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new)))
        .setExpectedIssuer(true, issuer)
        .setExpectedAudience(true, audiences.toArray(String[]::new))
        .setRequireExpirationTime()
        .setRequireSubject()
        .setAllowedClockSkewInSeconds(skewSeconds)
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .build()
        .processToClaims(jwt);
  }

  private Optional<Identity> identity(JwtClaims claims) throws MalformedClaimException {
    Optional<OrganizationId> organization = organization(claims.getClaimValue(organizationClaim));
    Optional<Role> role = role(claims.getClaimValue(roleClaim));
    if (organization.isEmpty() || role.isEmpty()) {
      return Optional.empty();
    }
    Instant end =
        Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis())
            .plus(Duration.ofSeconds(skewSeconds));
    String subject = short200(claims.getSubject());
    return Optional.of(
        new Identity(organization.get(), role.get(), subject, end, short200("jwt/" + subject)));
  }

  /** By its id, or by its name, which is unique. */
  private Optional<OrganizationId> organization(@Nullable Object claim) {
    if (!(claim instanceof String text)) {
      return Optional.empty();
    }
    return OrganizationId.parse(text)
        .filter(id -> !tree.pathOf(id).isEmpty())
        .or(() -> tree.named(text));
  }

  /** The strongest of those that the claim names, a text or an array of them. */
  private Optional<Role> role(@Nullable Object claim) {
    Collection<?> named =
        claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
    return Arrays.stream(Role.values())
        .filter(role -> named.stream().anyMatch(name -> roles.get(String.valueOf(name)) == role))
        .findFirst();
  }

  private static String short200(String text) {
    return text.substring(0, Math.min(text.length(), 200));
  }

  private static String value(String[] entry) {
    return entry[0].strip();
  }

  private static Role role(String[] entry) {
    String name = entry.length == 2 ? entry[1].strip() : "";
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.PORTAL && role.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSetting(
                    ROLES,
                    String.join("=", entry),
                    "each entry must be value=role, such as herald-admins=admin"));
  }
}
