package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import io.herald.testing.MapConfig;
import io.herald.testing.TestCertificates;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthoritiesTest {

  @TempDir static Path folder;
  private static TestCertificates certificates;

  @BeforeAll
  static void certificates() throws Exception {
    certificates = new TestCertificates(folder);
    Files.writeString(folder.resolve("authority.pem"), certificates.authorityAsPem());
  }

  private static Settings settings(String file, String password) {
    Map<String, String> values = new HashMap<>();
    values.put(Authorities.TRUST_STORE, file.isEmpty() ? "" : folder.resolve(file).toString());
    values.put(Authorities.PASSWORD, password);
    return MapConfig.settings(values);
  }

  private static Outcome postTo(ScriptedReceiver receiver, Settings settings) throws Exception {
    AddressGuard guard = new AddressGuard(false, List.of("127.0.0.0/8"));
    HttpTransport transport =
        new HttpTransport(
            guard,
            new AddressResolver(
                guard, host -> new InetAddress[] {InetAddress.getLoopbackAddress()}),
            new Reconnect(),
            Clock.systemUTC(),
            new Egress(Optional.empty(), Authorities.of(settings)));
    try {
      return transport
          .post(
              new PostRequest(
                  CallbackUrl.parse("https://receiver.example:" + receiver.port() + "/"),
                  Map.of(),
                  new byte[0],
                  Posting.PATIENCE))
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    } finally {
      transport.close();
    }
  }

  private static ScriptedReceiver receiver() throws Exception {
    return new ScriptedReceiver(
        certificates.serverSocket("good"),
        connection -> {
          connection.readRequest();
          connection.send("HTTP/1.1 204 No Content||");
        });
  }

  @ParameterizedTest
  @CsvSource({"test.p12, changeit", "authority.pem, ''"})
  void trustsTheAuthoritiesOfTheSetting(String file, String password) throws Exception {
    try (ScriptedReceiver receiver = receiver()) {
      assertThat(postTo(receiver, settings(file, password))).isInstanceOf(Answered.class);
    }
  }

  /** An application server points this property at a store of its own. */
  @Test
  void trustsTheJdksAuthoritiesWhateverTheServersStoreIs() throws Exception {
    String key = "javax.net.ssl.trustStore";
    String before = System.getProperty(key);
    System.setProperty(key, folder.resolve("test.p12").toString());
    try (ScriptedReceiver receiver = receiver()) {
      assertThat(postTo(receiver, settings("", "")))
          .isInstanceOfSatisfying(
              Unreachable.class,
              it -> assertThat(it.error()).isEqualTo("TLS: certificate is not trusted"));
    } finally {
      if (before == null) {
        System.clearProperty(key);
      } else {
        System.setProperty(key, before);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"missing.p12, changeit", "test.p12, wrong", "text, ''", "broken.pem, ''"})
  void refusesWhatIsNoStore(String file, String password) throws Exception {
    Files.writeString(folder.resolve("text"), "nothing");
    Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nno\n");

    assertThatThrownBy(() -> Authorities.of(settings(file, password)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("herald.egress.trust-store")
        .hasMessageNotContaining("wrong");
  }
}
