package io.herald.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.transport.HeaderName;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Herald shows a receiver who it is, beside the signature: conveniences that become a header.
 * What is secret in it is shown as {@link Mask#TEXT}.
 */
@JsonbTypeInfo(
    key = "type",
    value = {
      @JsonbSubtype(alias = "basic", type = Auth.Basic.class),
      @JsonbSubtype(alias = "bearer", type = Auth.Bearer.class),
      @JsonbSubtype(alias = "apiKey", type = Auth.ApiKey.class),
      @JsonbSubtype(alias = "oauth2", type = OAuth2.class)
    })
public sealed interface Auth permits Auth.Basic, Auth.Bearer, Auth.ApiKey, OAuth2 {

  /** The name of the header that it sets. */
  String header();

  /** What it says there; empty where that is fetched for the attempt. */
  Optional<String> value();

  /** The same with nothing secret left. */
  Auth masked();

  /**
   * The same with what is masked in it taken from {@code before}: a client may send back what it
   * read.
   *
   * @throws io.herald.problems.Rejected where there is nothing to take
   */
  Auth unmasked(@Nullable Auth before);

  /** RFC 7617, in UTF-8. */
  record Basic(
      @Size(min = 1, max = 256)
          @Pattern(
              regexp = "[^:\\p{Cntrl}]*",
              message = "must hold neither colon nor control characters")
          String username,
      @Size(max = 1024)
          @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must hold no control characters")
          String password)
      implements Auth {

    @Override
    public String header() {
      return "Authorization";
    }

    @Override
    public Optional<String> value() {
      return Optional.of(
          "Basic "
              + Base64.getEncoder().encodeToString((username + ':' + password).getBytes(UTF_8)));
    }

    @Override
    public Auth masked() {
      return new Basic(username, Mask.TEXT);
    }

    @Override
    public Auth unmasked(@Nullable Auth before) {
      String old = before instanceof Basic basic ? basic.password : null;
      return new Basic(username, Mask.lift("/auth/password", password, old));
    }

    @Override
    public String toString() {
      return "Basic[" + username + "]";
    }
  }

  /** RFC 6750. */
  record Bearer(
      @Size(max = 8192)
          @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be visible ASCII characters")
          String token)
      implements Auth {

    @Override
    public String header() {
      return "Authorization";
    }

    @Override
    public Optional<String> value() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public Auth masked() {
      return new Bearer(Mask.TEXT);
    }

    @Override
    public Auth unmasked(@Nullable Auth before) {
      String old = before instanceof Bearer bearer ? bearer.token : null;
      return new Bearer(Mask.lift("/auth/token", token, old));
    }

    @Override
    public String toString() {
      return "Bearer[]";
    }
  }

  /**
   * A key in a header of the receiver's choice.
   *
   * @param name null: {@code X-API-Key}
   */
  record ApiKey(
      @Nullable HeaderName name,
      @Size(max = 4096)
          @Pattern(
              regexp = "[\\x20-\\x7e]+",
              message = "must be visible ASCII characters and spaces")
          String key)
      implements Auth {

    @Override
    public String header() {
      return name == null ? "X-API-Key" : name.text();
    }

    @Override
    public Optional<String> value() {
      return Optional.of(key);
    }

    @Override
    public Auth masked() {
      return new ApiKey(name, Mask.TEXT);
    }

    @Override
    public Auth unmasked(@Nullable Auth before) {
      String old = before instanceof ApiKey apiKey ? apiKey.key : null;
      return new ApiKey(name, Mask.lift("/auth/key", key, old));
    }

    @Override
    public String toString() {
      return "ApiKey[" + header() + "]";
    }
  }
}
