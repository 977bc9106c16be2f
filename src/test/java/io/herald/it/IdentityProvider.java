package io.herald.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** One that publishes its keys on 127.0.0.1 and issues what a test asks for. */
final class IdentityProvider implements AutoCloseable {

  static final String ISSUER = "https://login.example.com";
  static final String AUDIENCE = "herald";

  private final HttpServer server;
  private volatile PublicJsonWebKey key = newKey("first");

  private IdentityProvider(HttpServer server) {
    this.server = server;
    server.createContext(
        "/keys",
        exchange -> {
          byte[] keys =
              new JsonWebKeySet(List.of(key))
                  .toJson(OutputControlLevel.PUBLIC_ONLY)
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  static IdentityProvider start() throws IOException {
    return new IdentityProvider(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10));
  }

  /** For a server that is to believe this one. */
  Map<String, String> settings() {
    return Map.of(
        "mp.jwt.verify.publickey.location",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/keys",
        "mp.jwt.verify.issuer",
        ISSUER,
        "mp.jwt.verify.audiences",
        AUDIENCE);
  }

  /** From now on another key signs, and the one before it is published no more. */
  void rotate() {
    key = newKey("second");
  }

  /** Jane's, who is a viewer of an organization, for five minutes; with a change. */
  String issue(String organization, Consumer<JwtClaims> change) {
    return signed(organization, change, "RS256");
  }

  /** The same by a key that is not the provider's, though it says so. */
  String forged(String organization) {
    PublicJsonWebKey own = key;
    try {
      key = newKey(own.getKeyId());
      return signed(organization, claims -> {}, "RS256");
    } finally {
      key = own;
    }
  }

  /** "Signed" with the public key, as if it were a shared secret. */
  String confused(String organization) {
    JsonWebSignature jwt = new JsonWebSignature();
    jwt.setPayload(claims(organization).toJson());
    jwt.setKey(new HmacKey(key.getPublicKey().getEncoded()));
    jwt.setKeyIdHeaderValue(key.getKeyId());
    jwt.setAlgorithmHeaderValue("HS256");
    return serialized(jwt);
  }

  /** Not signed at all. */
  String unsigned(String organization) {
    JsonWebSignature jwt = new JsonWebSignature();
    jwt.setPayload(claims(organization).toJson());
    jwt.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
    jwt.setAlgorithmHeaderValue("none");
    return serialized(jwt);
  }

  /** By the provider, with an algorithm that the settings do not name. */
  String withAnotherAlgorithm(String organization) {
    return signed(organization, claims -> {}, "RS512");
  }

  private String signed(String organization, Consumer<JwtClaims> change, String algorithm) {
    JwtClaims claims = claims(organization);
    change.accept(claims);
    JsonWebSignature jwt = new JsonWebSignature();
    jwt.setPayload(claims.toJson());
    jwt.setKey(key.getPrivateKey());
    jwt.setKeyIdHeaderValue(key.getKeyId());
    jwt.setAlgorithmHeaderValue(algorithm);
    return serialized(jwt);
  }

  private static JwtClaims claims(String organization) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject("jane");
    claims.setExpirationTimeMinutesInTheFuture(5);
    claims.setStringClaim("herald_organization", organization);
    claims.setStringListClaim("groups", "herald-viewer");
    return claims;
  }

  private static String serialized(JsonWebSignature jwt) {
    try {
      return jwt.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PublicJsonWebKey newKey(String id) {
    try {
      PublicJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
      made.setKeyId(id);
      return made;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
