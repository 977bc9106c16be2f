package io.herald.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.herald.ids.LongIds;
import io.herald.security.Vault;
import io.herald.storage.Database;
import io.herald.testing.MapConfig;
import io.herald.testing.TestDatabase;
import io.herald.transport.SigningSecret;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class KeyChangeDbTest {

  private static final String OLD = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String NEW = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final TestDatabase database;
  private final LongIds ids = new LongIds(Clock.systemUTC());
  private final SigningSecret secret = SigningSecret.generate();

  KeyChangeDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    ids.useSlot(0, 0);
    database.sql(
        "insert into organization (id, name, created_at, updated_at) values"
            + " ('00000000-0000-0000-0000-000000000001', 'a', current_timestamp, current_timestamp)");
  }

  @Test
  void bringsEverySecretToThePresentKeyABatchAtATime() {
    Secrets before = secrets(OLD);
    for (int i = 0; i < KeyChange.BATCH + 1; i++) {
      webhook(i);
      int id = i;
      database.transaction(() -> before.add(id, secret, Instant.EPOCH));
    }

    assertThat(database.transaction(() -> change(NEW + "," + OLD).next())).isTrue();
    assertThat(database.transaction(() -> change(NEW + "," + OLD).next())).isFalse();
    assertThat(database.transaction(() -> change(NEW + "," + OLD).next())).isFalse();

    Vault after = vault(NEW);
    List<Secret> stored =
        database
            .entityManager()
            .createQuery("select s from Secret s", Secret.class)
            .getResultList();
    assertThat(stored)
        .hasSize(KeyChange.BATCH + 1)
        .allSatisfy(
            row ->
                assertThat(after.open(row.sealed(), Secrets.context(row.webhookId())))
                    .isEqualTo(secret.reveal()));
  }

  @Test
  void leavesAloneWhatItCanNotOpen() {
    webhook(1);
    database.transaction(() -> secrets(OLD).add(1, secret, Instant.EPOCH));

    assertThatIllegalStateException()
        .isThrownBy(() -> database.transaction(() -> change(NEW).next()))
        .withMessageContaining("herald.secret-key")
        .withMessageNotContaining(NEW);
    assertThat(database.count("secret where key_id = '" + vault(OLD).currentKeyId() + "'"))
        .isEqualTo(1);
  }

  private void webhook(int id) {
    database.sql(
        "insert into webhook (id, organization_id, callback_url, active, revision, created_at,"
            + " updated_at) values ("
            + id
            + ", '00000000-0000-0000-0000-000000000001', 'https://a.example', true, 0,"
            + " current_timestamp, current_timestamp)");
  }

  private KeyChange change(String keys) {
    return new KeyChange(secrets(keys), vault(keys));
  }

  private Secrets secrets(String keys) {
    return new Secrets(database.entityManager(), ids, vault(keys));
  }

  private static Vault vault(String keys) {
    return new Vault(MapConfig.settings(Map.of("herald.secret-key", keys)));
  }
}
