package io.herald.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.herald.json.RecordBinder;
import io.herald.json.RecordWriter;
import io.herald.json.StrictJson;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestCertificates;
import io.herald.testing.TestDatabase;
import jakarta.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class ClientCertificatesDbTest {

  @TempDir static Path folder;
  private static TestCertificates certificates;

  private final RecordedEvents<CertificateExpiring> told = new RecordedEvents<>();
  private final TestDatabase database;
  private final TestNode node;
  private final OrganizationId acme;

  ClientCertificatesDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    node = new TestNode(database, 1);
    acme = node.organization("Acme", null);
  }

  @BeforeAll
  static void issue() throws Exception {
    certificates = new TestCertificates(folder);
    certificates.sign("first", "EC", "-validity", "400");
    certificates.sign("second", "EC", "-validity", "500");
  }

  @Test
  void theKeyIsStoredEncryptedAndShownToNobody() throws Exception {
    long id = register("first");

    String stored =
        (String)
            database
                .entityManager()
                .createNativeQuery("select credentials from webhook")
                .getSingleResult();

    String key = certificates.keyAsPem("first").lines().skip(1).findFirst().orElseThrow();
    assertThat(stored).doesNotContain(key).contains("********", "CN=first", "fingerprint");
    assertThat(new String(RecordWriter.write(view(id)), UTF_8)).doesNotContain(key);
    assertThat(Objects.requireNonNull(node.target(id).credentials().identity()).matches()).isTrue();
    assertThat(view(id).certificateState()).isEqualTo(CertificateState.VALID);
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    assertThat(refused("first", "second")).containsExactly("/clientCertificate/privateKey");
    node.clock.advance(Duration.between(node.clock.instant(), end(register("first"))));
    assertThat(refused("first", "first")).containsExactly("/clientCertificate/certificate");
  }

  @Test
  void aMaskStandsForTheKeyOfTheSameCertificate() throws Exception {
    long id = register("first");

    change(id, command("first", null));

    assertThat(Objects.requireNonNull(node.target(id).credentials().identity()).matches()).isTrue();
    assertThat(
            catchThrowableOfType(Rejected.class, () -> change(id, command("second", null)))
                .errors())
        .extracting(FieldError::pointer)
        .containsExactly("/clientCertificate/privateKey");
    change(id, "{\"clientCertificate\": null}");
    assertThat(node.target(id).credentials().identity()).isNull();
    assertThat(view(id).certificateState()).isNull();
  }

  @Test
  void theEndIsToldOnceForEachStepByOneOfTheNodes() throws Exception {
    long id = register("first");
    Instant end = end(id);

    for (Duration before :
        List.of(
            Duration.ofDays(31),
            Duration.ofDays(30),
            Duration.ofDays(29),
            Duration.ofDays(2),
            Duration.ofHours(24),
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ofDays(-3))) {
      node.clock.advance(Duration.between(node.clock.instant(), end.minus(before)));
      tell(); // as two nodes, and after a restart
      tell();
    }

    assertThat(told.fired())
        .extracting(CertificateExpiring::days)
        .containsExactly(30, 3, 1, 0); // 14 and 3 were passed at once: the later one counts
    assertThat(told.fired())
        .allSatisfy(
            each -> {
              assertThat(each.webhookId()).isEqualTo(id);
              assertThat(each.owner()).isEqualTo(acme);
              assertThat(each.notAfter()).isEqualTo(end);
              assertThat(each.subject()).isEqualTo("CN=first");
            });
    assertThat(view(id).certificateState()).isEqualTo(CertificateState.EXPIRED);
  }

  @Test
  void anotherCertificateBeginsAnew() throws Exception {
    long id = register("first");
    node.clock.advance(Duration.between(node.clock.instant(), end(id).minus(Duration.ofDays(2))));
    tell();
    assertThat(view(id).certificateState()).isEqualTo(CertificateState.EXPIRING);

    change(id, command("second", "second"));
    tell();

    assertThat(view(id).certificateState()).isEqualTo(CertificateState.VALID);
    assertThat(told.fired()).hasSize(1);
  }

  private void tell() {
    ExpiringCertificates expiring =
        new ExpiringCertificates(database.entityManager(), told, node.clock);
    int before = told.fired().size();
    boolean worthALook = database.transaction(expiring::isAnythingEnding);
    assertThat(database.transaction(expiring::tell)).isFalse();
    assertThat(worthALook || told.fired().size() == before).as("seen before it is told").isTrue();
  }

  private long register(String alias) throws Exception {
    String command = command(alias, alias);
    return database.transaction(() -> node.webhooks.register(acme, registration(command))).id();
  }

  private List<String> refused(String certificate, String key) throws Exception {
    String command = command(certificate, key);
    return catchThrowableOfType(
            Rejected.class,
            () -> database.transaction(() -> node.webhooks.register(acme, registration(command))))
        .errors()
        .stream()
        .map(FieldError::pointer)
        .toList();
  }

  private void change(long id, String command) {
    database.transaction(
        () -> {
          node.webhooks.change(acme, id, webhook -> {}, bind(ChangeWebhook.class, command));
        });
  }

  private WebhookView view(long id) {
    return database.transaction(() -> node.webhooks.find(acme, id).orElseThrow().view());
  }

  private Instant end(long id) {
    return Objects.requireNonNull(view(id).credentials().clientCertificate()).chain().notAfter();
  }

  private static RegisterWebhook registration(String command) {
    return bind(RegisterWebhook.class, command);
  }

  /** As JSON, with the mask where no key is named. */
  private static String command(String certificate, @Nullable String key) throws Exception {
    return Json.createObjectBuilder()
        .add("callbackUrl", "https://example.com/hook")
        .add(
            "clientCertificate",
            Json.createObjectBuilder()
                .add("certificate", certificates.chainAsPem(certificate))
                .add("privateKey", key == null ? Mask.TEXT : certificates.keyAsPem(key)))
        .build()
        .toString();
  }

  private static <T> T bind(Class<T> type, String json) {
    return RecordBinder.bind(type, StrictJson.parse(json.getBytes(UTF_8)), "");
  }
}
