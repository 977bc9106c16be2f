package io.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids and instants go through JPA and the drivers unchanged, whatever the zones. */
@ParameterizedClass
@EnumSource(Database.class)
class RoundTripDbTest {

  private final TestDatabase database;
  private final EntityManagerFactory factory;

  RoundTripDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    factory =
        jakarta.persistence.Persistence.createEntityManagerFactory(
            "round-trip", Map.of("jakarta.persistence.nonJtaDataSource", database.dataSource()));
  }

  @AfterEach
  void close() {
    factory.close();
  }

  @Test
  void theseTestsRunOutsideOfUtc() {
    assertThat(ZoneId.systemDefault().getRules().getOffset(Instant.EPOCH))
        .isNotEqualTo(ZoneOffset.UTC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-14T12:34:56.789Z",
        "2026-11-01T05:30:00Z", // in New York 01:30, for the first time that night
        "2026-11-01T06:30:00Z", // and for the second
        "2026-03-08T07:00:00Z",
        "1970-01-01T00:00:00Z",
        "2094-12-31T23:59:59.999Z"
      })
  void keepsAnInstant(Instant instant) {
    UUID id = UUID.randomUUID();
    save(new RoundTrip(id, null, "one", instant));

    assertThat(find(id).createdAt()).isEqualTo(instant);
    assertThat(nativeCreatedAt(id)).isEqualTo(instant);
  }

  @Test
  void keepsUuidsAndNulls() {
    UUID parent = UUID.randomUUID();
    UUID child = UUID.randomUUID();
    Instant now = Instant.parse("2026-03-14T12:00:00Z");
    save(new RoundTrip(parent, null, "parent", now));
    save(new RoundTrip(child, parent, "child", now));

    assertThat(find(parent).parentId()).isNull();
    assertThat(find(child).parentId()).isEqualTo(parent);
    assertThat(find(child).seats()).isNull();
  }

  @Test
  void findsByUuidAndInstantInQueries() {
    UUID parent = UUID.randomUUID();
    Instant now = Instant.parse("2026-11-01T05:30:00Z");
    save(new RoundTrip(parent, null, "parent", now));
    save(new RoundTrip(UUID.randomUUID(), parent, "child", now.plusMillis(1)));

    var names =
        inTransaction(
            em ->
                em.createQuery(
                        "select r.name from RoundTrip r where r.parentId = :parent and r.createdAt > :at",
                        String.class)
                    .setParameter("parent", parent)
                    .setParameter("at", now)
                    .getResultList());

    assertThat(names).containsExactly("child");
  }

  @Test
  void writesATransition() {
    UUID id = UUID.randomUUID();
    Instant later = Instant.parse("2026-03-14T12:00:01Z");
    save(new RoundTrip(id, null, "one", Instant.EPOCH));

    inTransaction(
        em -> {
          em.find(RoundTrip.class, id).limit(5, later);
          return true;
        });

    assertThat(find(id).seats()).isEqualTo(5);
    assertThat(find(id).updatedAt()).isEqualTo(later);
  }

  private void save(RoundTrip entity) {
    inTransaction(
        em -> {
          em.persist(entity);
          return true;
        });
  }

  private RoundTrip find(UUID id) {
    return inTransaction(em -> em.find(RoundTrip.class, id));
  }

  private Instant nativeCreatedAt(UUID id) {
    return inTransaction(
        em -> {
          Connection connection = em.unwrap(Connection.class);
          try (PreparedStatement select =
              connection.prepareStatement("select created_at from organization where id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getObject(1, OffsetDateTime.class).toInstant();
            }
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private <T> T inTransaction(Function<EntityManager, T> work) {
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      T result = work.apply(em);
      em.getTransaction().commit();
      return result;
    } finally {
      em.close();
    }
  }
}
