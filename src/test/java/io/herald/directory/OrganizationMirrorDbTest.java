package io.herald.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class OrganizationMirrorDbTest {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final DirectoryFixture f;
  private final OrganizationMirror mirror;
  private final OrganizationId id = new OrganizationId(UUID.randomUUID());

  OrganizationMirrorDbTest(Database kind) {
    f = new DirectoryFixture(kind);
    mirror = f.mirror();
  }

  @Test
  void followsWhatTheEventsTell() {
    OrganizationId child = new OrganizationId(UUID.randomUUID());
    hear(new OrganizationCreated(new OrganizationSnapshot(id, "acme"), null, AT));
    hear(new OrganizationCreated(new OrganizationSnapshot(child, "child"), id, AT));
    hear(new OrganizationUpdated(new OrganizationSnapshot(child, "renamed"), AT));

    assertThat(f.tree.pathOf(child)).containsExactly(child, id, f.root);
    assertThat(name(child)).contains("renamed");

    hear(new OrganizationDeleted(new OrganizationSnapshot(id, "acme"), AT));

    assertThat(name(id)).isEmpty();
    assertThat(name(child)).isEmpty();
    assertThat(f.tree.pathOf(id)).containsExactly(id, f.root);
  }

  @Test
  void makesAnUnknownOrganizationBelowTheRoot() {
    hear(new UserCreated(userOf(new OrganizationSnapshot(id, "acme")), AT));

    assertThat(name(id)).contains("acme");
    assertThat(f.tree.pathOf(id)).containsExactly(id, f.root);
  }

  @Test
  void tellsEvenOfTheDeletionOfAnUnknownOne() {
    hear(new OrganizationDeleted(new OrganizationSnapshot(id, "acme"), AT));

    assertThat(name(id)).isEmpty();
    assertThat(f.tree.pathOf(id)).containsExactly(id, f.root);
  }

  @Test
  void neverBreaksTheProducerOverAName() {
    f.organization(f.root, "taken");
    String tooLong = "n".repeat(300);
    OrganizationId other = new OrganizationId(UUID.randomUUID());

    hear(new UserCreated(userOf(new OrganizationSnapshot(id, "taken")), AT));
    hear(new UserUpdated(userOf(new OrganizationSnapshot(id, "taken")), AT));
    hear(new UserCreated(userOf(new OrganizationSnapshot(other, tooLong)), AT));
    long revision = f.in(f.catalog::current);
    hear(new UserUpdated(userOf(new OrganizationSnapshot(other, tooLong)), AT));

    assertThat(name(id)).contains("taken (" + id + ")");
    assertThat(name(other)).contains("n".repeat(200));
    assertThat(f.in(f.catalog::current)).isEqualTo(revision);
  }

  private void hear(DirectoryEvent event) {
    f.run(() -> mirror.on(new DirectoryEventHeard(event)));
  }

  private Optional<String> name(OrganizationId organization) {
    return f.tree.nameOf(organization);
  }

  private static UserSnapshot userOf(OrganizationSnapshot organization) {
    return new UserSnapshot(new UserId(UUID.randomUUID()), "u", "u@example.org", organization);
  }
}
