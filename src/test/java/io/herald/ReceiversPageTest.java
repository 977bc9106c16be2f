package io.herald;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.herald.transport.Signer;
import io.herald.transport.SigningKey;
import io.herald.transport.SigningSecret;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java on the page for receivers, compiled as it stands there, takes what Herald signs and
 * nothing else. For the other languages there is {@code src/test/receivers/verify.sh}.
 */
class ReceiversPageTest {

  private static final Path PAGE = Path.of("src/site/markdown/receivers.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.+?)```", Pattern.DOTALL);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String BODY = "{\"city\":\"Zoë 東京\"}";

  @TempDir static Path folder;

  private static Class<?> resource;
  private static Class<?> ed25519;

  private final Instant now = Clock.systemUTC().instant();
  private final SigningSecret secret = SigningSecret.parse(SECRET);
  private final SigningSecret other = SigningSecret.generate();
  private final SigningKey key = SigningKey.generate();

  @BeforeAll
  static void compile() throws Exception {
    List<String> blocks =
        JAVA.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)).toList();
    write("HookResource", blocks.get(0).replace("System.getenv(\"WEBHOOK_SECRET\")", quoted()));
    write(
        "Ed25519",
        """
        import java.nio.charset.StandardCharsets;
        import java.security.*;
        import java.security.spec.*;
        import java.util.*;
        public class Ed25519 {
        public %s}
        """
            .formatted(blocks.get(1)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath =
        Stream.of(Webhook.class, Response.class)
            .map(each -> Path.of(location(each)).toString())
            .collect(Collectors.joining(System.getProperty("path.separator")));
    int result =
        compiler.run(
            null,
            null,
            null,
            "-cp",
            classPath,
            "-proc:none",
            folder.resolve("HookResource.java").toString(),
            folder.resolve("Ed25519.java").toString());
    assertThat(result).as("compiled").isZero();
    var loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ReceiversPageTest.class.getClassLoader());
    resource = loader.loadClass("HookResource");
    ed25519 = loader.loadClass("Ed25519");
  }

  @Test
  void theResourceTakesWhatIsSignedWithItsSecret() throws Exception {
    assertThat(answer(signed(now, List.of(secret)), BODY)).isEqualTo(204);
  }

  @Test
  void itsSecretMayBeTheOldOrTheNewOneOfARotation() throws Exception {
    assertThat(answer(signed(now, List.of(other, secret)), BODY)).isEqualTo(204);
    assertThat(answer(signed(now, List.of(secret, other)), BODY)).isEqualTo(204);
  }

  @Test
  void itRefusesAnotherSecretAnotherBodyAndAnotherTime() throws Exception {
    Map<String, String> good = signed(now, List.of(secret));

    assertThat(answer(signed(now, List.of(other)), BODY)).isEqualTo(401);
    assertThat(answer(good, BODY + " ")).isEqualTo(401);
    for (Duration off : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
      assertThat(answer(signed(now.plus(off), List.of(secret)), BODY)).isEqualTo(401);
    }
  }

  @Test
  void theMethodForEd25519TakesWhatAKeySignedAlsoBesideASecretAndDuringARotation()
      throws Exception {
    SigningKey before = SigningKey.generate();
    Map<String, String> headers =
        Signer.headers("msg_1", now, BODY.getBytes(UTF_8), List.of(secret), List.of(key, before));

    assertThat(verified(key, headers, BODY)).isTrue();
    assertThat(verified(before, headers, BODY)).isTrue();
    assertThat(verified(SigningKey.generate(), headers, BODY)).isFalse();
    assertThat(verified(key, headers, BODY + " ")).isFalse();
    assertThat(verified(key, signed(now, List.of(secret)), BODY)).isFalse();
  }

  @Test
  void theExampleForEd25519IsGood() throws Exception {
    String page = Files.readString(PAGE);
    MatchResult example =
        Pattern.compile("with the key `(whpk_[^`]+)`.*?`(v1a,[^`]+)`", Pattern.DOTALL)
            .matcher(page)
            .results()
            .findFirst()
            .orElseThrow();
    Map<String, String> headers =
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", example.group(2));

    assertThat(verified(example.group(1), headers, "{\"test\": 2432232314}")).isTrue();
  }

  private Map<String, String> signed(Instant at, List<SigningSecret> secrets) {
    return Signer.headers("msg_1", at, BODY.getBytes(UTF_8), secrets, List.of());
  }

  private static int answer(Map<String, String> headers, String body) throws Exception {
    var all = new MultivaluedHashMap<String, String>();
    headers.forEach(all::add);
    HttpHeaders request =
        (HttpHeaders)
            Proxy.newProxyInstance(
                ReceiversPageTest.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> all);
    Method receive = resource.getMethod("receive", byte[].class, HttpHeaders.class);
    Object hook = resource.getConstructor().newInstance();
    return ((Response) Objects.requireNonNull(receive.invoke(hook, body.getBytes(UTF_8), request)))
        .getStatus();
  }

  private static boolean verified(SigningKey key, Map<String, String> headers, String body)
      throws Exception {
    return verified(key.publicText(), headers, body);
  }

  private static boolean verified(String publicKey, Map<String, String> headers, String body)
      throws Exception {
    Method method =
        ed25519.getMethod(
            "verified", String.class, String.class, String.class, byte[].class, String.class);
    return (boolean)
        Objects.requireNonNull(
            method.invoke(
                null,
                publicKey,
                headers.get("webhook-id"),
                headers.get("webhook-timestamp"),
                body.getBytes(UTF_8),
                headers.get("webhook-signature")));
  }

  private static String quoted() {
    return '"' + SECRET + '"';
  }

  private static void write(String name, String source) throws Exception {
    Files.writeString(folder.resolve(name + ".java"), source);
  }

  private static URI location(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
