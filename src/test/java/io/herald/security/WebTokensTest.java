package io.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.herald.settings.InvalidSetting;
import io.herald.storage.Database;
import io.herald.testing.MapConfig;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An identity provider of the test's own, with keys of its own. */
class WebTokensTest {

  private static PublicJsonWebKey rsa;
  private static PublicJsonWebKey ec;
  private static PublicJsonWebKey stranger;

  private final TestDatabase database = TestDatabase.empty(Database.H2);
  private final MutableClock clock = MutableClock.atNoon();
  private final AtomicInteger fetches = new AtomicInteger();
  private final OrganizationId acme = new OrganizationId(UUID.randomUUID());
  private volatile List<PublicJsonWebKey> published = List.of();
  private HttpServer provider;
  private WebTokens tokens;

  @BeforeAll
  static void makeKeys() throws JoseException {
    rsa = RsaJwkGenerator.generateJwk(2048);
    rsa.setKeyId("rsa-1");
    ec = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    ec.setKeyId("ec-1");
    stranger = RsaJwkGenerator.generateJwk(2048);
    stranger.setKeyId("rsa-1"); // says that it is the other
  }

  @BeforeEach
  void start() throws IOException {
    database.sql(
        "insert into organization (id, name, created_at, updated_at) values ('"
            + acme.value()
            + "', 'acme', current_timestamp, current_timestamp)");
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    provider.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          byte[] keys =
              new JsonWebKeySet(published).toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    provider.start();
    published = List.of(rsa, ec);
    tokens = tokens(Map.of());
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  @Test
  void standsForTheOrganizationAndTheRoleOfItsClaims() throws Exception {
    for (PublicJsonWebKey key : List.of(rsa, ec)) {
      assertThat(identify(claims(all -> {}), key))
          .hasValueSatisfying(
              identity -> {
                assertThat(identity.organization()).isEqualTo(acme);
                assertThat(identity.role()).isEqualTo(Role.VIEWER);
                assertThat(identity.name()).isEqualTo("jane");
                assertThat(identity.credential()).isEqualTo("jwt/jane");
                assertThat(identity.until()).isEqualTo(clock.instant().plusSeconds(330));
              });
    }
    assertThat(
            identify(
                claims(all -> all.setStringClaim("herald_organization", acme.toString())), rsa))
        .isPresent();
    assertThat(
            identify(
                claims(
                    all -> all.setStringListClaim("groups", "x", "herald-viewer", "herald-admin")),
                rsa))
        .map(Identity::role)
        .contains(Role.ADMIN);
    assertThat(fetches).hasValue(1);
  }

  @ParameterizedTest(name = "{0} seconds after the end: {1}")
  @CsvSource({"0, true", "29, true", "31, false", "3600, false"})
  void endsWithinTheSkewOfTheClocks(int seconds, boolean good) throws Exception {
    JwtClaims claims = claims(all -> all.setExpirationTime(at(-seconds)));
    assertThat(identify(claims, rsa).isPresent()).isEqualTo(good);
  }

  @Test
  void isNotGoodBeforeItsTime() throws Exception {
    assertThat(identify(claims(all -> all.setNotBefore(at(29))), rsa)).isPresent();
    assertThat(identify(claims(all -> all.setNotBefore(at(31))), rsa)).isEmpty();
  }

  @Test
  void everyClaimThatMattersMustBeThere() throws Exception {
    for (String claim : List.of("iss", "aud", "exp", "sub", "herald_organization", "groups")) {
      assertThat(identify(claims(all -> all.unsetClaim(claim)), rsa)).as(claim).isEmpty();
    }
    assertThat(identify(claims(all -> all.setIssuer("https://evil.example.org")), rsa)).isEmpty();
    assertThat(identify(claims(all -> all.setAudience("another-application")), rsa)).isEmpty();
    assertThat(identify(claims(all -> all.setStringClaim("groups", "admins")), rsa)).isEmpty();
    assertThat(identify(claims(all -> all.setStringClaim("herald_organization", "none")), rsa))
        .isEmpty();
    assertThat(identify(claims(all -> all.setClaim("herald_organization", 17)), rsa)).isEmpty();
  }

  @Test
  void theSignatureMustBeOfTheProvider() throws Exception {
    assertThat(identify(claims(all -> {}), stranger)).isEmpty();
    String good = signed(claims(all -> {}), rsa, "RS256");
    String[] parts = good.split("\\.", -1);
    String forged = signed(claims(all -> all.setSubject("root")), stranger, "RS256");
    assertThat(tokens.identify(parts[0] + "." + forged.split("\\.", -1)[1] + "." + parts[2]))
        .isEmpty();
    assertThat(tokens.identify(parts[0] + "." + parts[1] + ".")).isEmpty();
    assertThat(tokens.identify("eyJ..")).isEmpty();
  }

  @Test
  void thePublicKeyIsNoSharedSecretAndNoneIsNoAlgorithm() throws Exception {
    JsonWebSignature confused = new JsonWebSignature();
    confused.setPayload(claims(all -> {}).toJson());
    confused.setKey(new HmacKey(rsa.getPublicKey().getEncoded()));
    confused.setKeyIdHeaderValue("rsa-1");
    confused.setAlgorithmHeaderValue("HS256");
    assertThat(tokens.identify(confused.getCompactSerialization())).isEmpty();

    JsonWebSignature none = new JsonWebSignature();
    none.setPayload(claims(all -> {}).toJson());
    none.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
    none.setAlgorithmHeaderValue("none");
    assertThat(tokens.identify(none.getCompactSerialization())).isEmpty();

    assertThat(tokens.identify(signed(claims(all -> {}), rsa, "RS512"))).isEmpty();
  }

  @Test
  void aNewKeyIsAskedForAtOnceAndNoMoreOftenThanThat() throws Exception {
    assertThat(identify(claims(all -> {}), rsa)).isPresent();
    PublicJsonWebKey next = RsaJwkGenerator.generateJwk(2048);
    next.setKeyId("rsa-2");
    PublicJsonWebKey unknown = RsaJwkGenerator.generateJwk(2048);
    published = List.of(next);
    WebTokens another = tokens(Map.of()); // its ten seconds have not begun
    int before = fetches.get();

    assertThat(another.identify(signed(claims(all -> {}), next, "RS256"))).isPresent();
    for (int i = 0; i < 20; i++) {
      unknown.setKeyId("unknown-" + i);
      assertThat(another.identify(signed(claims(all -> {}), unknown, "RS256"))).isEmpty();
    }

    assertThat(fetches.get() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void aProviderThatIsAwayMakesNobodyGood() throws Exception {
    String jwt = signed(claims(all -> {}), rsa, "RS256");
    provider.stop(0);

    assertThat(tokens.identify(jwt)).isEmpty();
  }

  @Test
  void withoutSettingsNoTokenIsGood() throws Exception {
    WebTokens off = new WebTokens(MapConfig.settings(Map.of()), tree(), clock);
    assertThat(off.identify(signed(claims(all -> {}), rsa, "RS256"))).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "mp.jwt.verify.issuer, ''",
    "mp.jwt.verify.audiences, ''",
    "mp.jwt.verify.publickey.algorithm, HS256",
    "mp.jwt.verify.publickey.algorithm, none",
    "mp.jwt.verify.clock.skew, 601",
    "mp.jwt.verify.publickey.location, /does/not/exist",
    "herald.insecure.allow-http, false",
    "herald.jwt.roles, admins=portal",
    "herald.jwt.roles, admin"
  })
  void aSettingThatMakesNoSenseStopsTheStart(String key, String value) {
    assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> tokens(Map.of(key, value)));
  }

  private WebTokens tokens(Map<String, String> changed) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "mp.jwt.verify.publickey.location",
                "http://127.0.0.1:" + provider.getAddress().getPort() + "/keys",
                "mp.jwt.verify.issuer",
                "https://login.example.com",
                "mp.jwt.verify.audiences",
                "herald",
                "herald.insecure.allow-http",
                "true"));
    settings.putAll(changed);
    return new WebTokens(MapConfig.settings(settings), tree(), clock);
  }

  private OrganizationTree tree() {
    return new OrganizationTree(database.entityManager());
  }

  private Optional<Identity> identify(JwtClaims claims, PublicJsonWebKey key) throws JoseException {
    return tokens.identify(signed(claims, key, key.getKeyType().equals("EC") ? "ES256" : "RS256"));
  }

  private static String signed(JwtClaims claims, PublicJsonWebKey key, String algorithm)
      throws JoseException {
    JsonWebSignature jwt = new JsonWebSignature();
    jwt.setPayload(claims.toJson());
    jwt.setKey(key.getPrivateKey());
    jwt.setKeyIdHeaderValue(key.getKeyId());
    jwt.setAlgorithmHeaderValue(algorithm);
    return jwt.getCompactSerialization();
  }

  private JwtClaims claims(Consumer<JwtClaims> change) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("https://login.example.com");
    claims.setAudience("herald");
    claims.setSubject("jane");
    claims.setExpirationTime(at(300));
    claims.setStringClaim("herald_organization", "acme");
    claims.setStringListClaim("groups", "herald-viewer");
    change.accept(claims);
    return claims;
  }

  private NumericDate at(int seconds) {
    return NumericDate.fromSeconds(clock.instant().getEpochSecond() + seconds);
  }
}
