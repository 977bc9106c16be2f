package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.crm.Accounts;
import com.example.crm.Ending;
import com.standardwebhooks.Webhook;
import io.herald.directory.UserId;
import io.herald.security.OrganizationId;
import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.File;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A customer's WAR with {@code herald-classes.jar} in its {@code WEB-INF/lib}: its own beans, table
 * and directory, Herald's outbox.
 */
@BesideOthers
@TestInstance(Lifecycle.PER_CLASS)
class ProducersIT {

  private static final String PATH = "/producers";

  private final RecordingReceiver receiver = RecordingReceiver.start();
  private HeraldProcess customer;
  private Api api;
  private String secret;

  @BeforeAll
  void start(@TempDir Path folder) {
    Path war = folder.resolve("ROOT.war");
    customersWar().as(ZipExporter.class).exportTo(war.toFile());
    customer =
        HeraldProcess.start(
            ServerCommand.deploying(war), TestServers.settingsWithNewDatabase(), folder);
    api = customer.api();
    secret =
        api.post(
                "/v1/webhooks",
                Json.createObjectBuilder()
                    .add("callbackUrl", receiver.url(PATH).toString())
                    .build())
            .expect(200)
            .json()
            .getString("secret");
  }

  /** What Maven makes of a dependency on {@code io.herald:herald:classes} and these classes. */
  private static WebArchive customersWar() {
    File war = new File(System.getProperty("war"));
    return ShrinkWrap.create(WebArchive.class)
        .addPackage(Accounts.class.getPackage())
        .addAsResource(
            new StringAsset("herald.directory.enabled=false\n"),
            "META-INF/microprofile-config.properties")
        .addAsLibrary(new File(war.getParentFile(), "herald-classes.jar"))
        .merge(
            ShrinkWrap.createFromZipFile(WebArchive.class, war),
            Filters.include("/WEB-INF/lib/.*"));
  }

  @AfterAll
  void close() {
    customer.close();
    receiver.close();
  }

  @Test
  void tellsOfWhatWasCommitted() throws Exception {
    Person person = new Person();

    assertThat(person.lock(Ending.COMMIT)).isEqualTo("locked");

    person.awaitHeard();
    assertThat(person.rows()).isEqualTo("1");
    assertThat(person.heard()).hasSize(3);
    for (Received request : receiver.requests(PATH)) {
      new Webhook(secret).verify(request.text(), HttpHeaders.of(request.headers(), (a, b) -> true));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "COMMIT", mode = Mode.EXCLUDE)
  void tellsNothingOfWhatWasRolledBack(Ending ending) {
    Person person = new Person();
    Person later = new Person();

    person.lock(ending);
    later.lock(Ending.COMMIT);

    later.awaitHeard();
    assertThat(person.rows()).isEqualTo("0");
    assertThat(person.heard()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "EXCEPTION", mode = Mode.EXCLUDE)
  void tellsAsynchronouslyWhateverBecomesOfTheTransaction(Ending ending) {
    Person person = new Person();

    assertThat(person.lockAsync(ending)).isEqualTo("told");

    person.awaitHeard();
    assertThat(person.rows()).isEqualTo(ending == Ending.COMMIT ? "1" : "0");
    assertThat(person.heard()).hasSize(3);
  }

  @Test
  void refusesAsynchronouslyWhatCannotBeRecorded() {
    Person person = new Person();
    person.lock(Ending.COMMIT);

    assertThat(person.say(300 * 1024)).isEqualTo("refused");
    assertThat(person.say(10)).isEqualTo("told");

    await().untilAsserted(() -> assertThat(person.heard()).hasSize(4));
  }

  @Test
  void learnsOfOrganizationsFromTheEvents() {
    Person person = new Person();
    String webhook =
        Json.createObjectBuilder()
            .add("callbackUrl", receiver.url("/learned").toString())
            .add("organizationId", new OrganizationId(person.company).toString())
            .build()
            .toString();
    api.post("/v1/webhooks", webhook).expect(422);

    person.lock(Ending.COMMIT);
    api.post("/v1/webhooks", webhook).expect(200);
    Person colleague = new Person(UUID.randomUUID(), person.company);
    colleague.lock(Ending.COMMIT);

    colleague.awaitHeard();
    assertThat(receiver.await("/learned", 3)).extracting(Received::text).allMatch(colleague::isIn);
  }

  @Test
  void hearsOfWebhooksAsCdiEvents() {
    receiver.on("/down", Answer.status(500));
    long id =
        api.post(
                "/v1/webhooks",
                Json.createObjectBuilder()
                    .add("callbackUrl", receiver.url("/down").toString())
                    .add("eventTypes", Json.createArrayBuilder().add("nothing"))
                    .add("retrySchedule", JsonValue.EMPTY_JSON_ARRAY)
                    .build())
            .expect(200)
            .json()
            .getJsonNumber("id")
            .longValue();

    api.post("/v1/webhooks/" + id + "/secret").expect(200);
    api.post("/v1/webhooks/" + id + "/ping").expect(202);
    await().until(this::heard, heard -> heard.contains("exhausted " + id + " 500"));
    api.patch("/v1/webhooks/" + id, "{\"active\":false}").expect(200);

    await()
        .untilAsserted(
            () ->
                assertThat(heard())
                    .containsSubsequence(
                        "rotated " + id,
                        "exhausted " + id + " 500",
                        "deactivated " + id + " by_hand"));
  }

  private List<String> heard() {
    return api.anonymous().get("/customer/heard").expect(200).body().lines().toList();
  }

  @Test
  void eachGuardsItsOwnResources() {
    String account = "/accounts/" + UUID.randomUUID();

    api.anonymous().get("/customer" + account).expect(200);
    api.get("/v1" + account).expect(404);
    api.anonymous().get("/v1/webhooks").expect(401);
    api.get("/customer/webhooks").expect(404);
    api.get("/v1/users").expect(404); // the directory is the customer's
  }

  /** An account of the customer's, at a company that Herald has not heard of. */
  private final class Person {

    private final UUID id;
    private final UUID company;

    Person() {
      this(UUID.randomUUID(), UUID.randomUUID());
    }

    Person(UUID id, UUID company) {
      this.id = id;
      this.company = company;
    }

    String lock(Ending ending) {
      return post("lock", "ending=" + ending);
    }

    String lockAsync(Ending ending) {
      return post("lock-async", "ending=" + ending);
    }

    String say(int length) {
      return post("say", "length=" + length);
    }

    String rows() {
      return api.anonymous().get("/customer/accounts/" + id).expect(200).body();
    }

    private String post(String what, String query) {
      return api.anonymous()
          .post("/customer/accounts/" + id + "/" + what + "?company=" + company + "&" + query)
          .expect(200)
          .body();
    }

    /** Everything that the installation's webhook was told of this account. */
    List<String> heard() {
      return receiver.requests(PATH).stream().map(Received::text).filter(this::isIn).toList();
    }

    boolean isIn(String body) {
      return body.contains(new UserId(id).toString()) || body.contains("login-" + id);
    }

    void awaitHeard() {
      await()
          .untilAsserted(
              () ->
                  assertThat(heard())
                      .anyMatch(body -> body.startsWith("{\"type\":\"USER_DISABLED\","))
                      .contains("{\"type\":\"sync.user\",\"userId\":\"" + new UserId(id) + "\"}")
                      .anyMatch(body -> body.startsWith("{\"type\":\"account.locked\",")));
    }
  }
}
