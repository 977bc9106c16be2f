package io.herald.catalog;

import io.herald.security.OrganizationId;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event type that an organization registered. Its row outlives its deletion until retention, so
 * that other nodes learn of it; registering the name again brings it back.
 */
@Entity
@Table(name = "event_type")
class CustomType {

  @Id private long id;

  @Column(name = "organization_id", nullable = false)
  private UUID owner;

  @Column(nullable = false)
  private String name;

  private @Nullable String description;

  @Column(name = "payload_schema")
  private @Nullable String schema;

  @Column(name = "payload_example")
  private @Nullable String example;

  private boolean deprecated;
  private boolean archived;

  @SuppressWarnings("UnusedVariable") // queries ask for it
  private long revision;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "updated_at", nullable = false)
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  @SuppressWarnings("NullAway") // JPA sets the fields
  protected CustomType() {}

  @SuppressWarnings("NullAway") // register sets the rest
  CustomType(
      long id, OrganizationId owner, RegisterEventType command, long newRevision, Instant now) {
    this.id = id;
    this.owner = owner.value();
    this.name = command.name().name();
    register(command, newRevision, now);
  }

  /** Begins to exist, for the first time or after a deletion. */
  final void register(RegisterEventType command, long newRevision, Instant now) {
    description = command.description();
    schema = text(command.schema());
    example = text(command.example());
    deprecated = command.deprecated() != null && command.deprecated();
    archived = command.archived() != null && command.archived();
    revision = newRevision;
    createdAt = now;
    updatedAt = now;
    deletedAt = null;
  }

  void change(ChangeEventType change, long newRevision, Instant now) {
    description = change.description().or(description);
    schema = change.schema().present() ? text(change.schema().value()) : schema;
    example = change.example().present() ? text(change.example().value()) : example;
    deprecated = Boolean.TRUE.equals(change.deprecated().or(deprecated));
    archived = Boolean.TRUE.equals(change.archived().or(archived));
    revision = newRevision;
    updatedAt = now;
  }

  void delete(long newRevision, Instant now) {
    revision = newRevision;
    updatedAt = now;
    deletedAt = now;
  }

  boolean exists() {
    return deletedAt == null;
  }

  @Nullable JsonObject schema() {
    return StoredJson.object(schema);
  }

  @Nullable JsonObject example() {
    return StoredJson.object(example);
  }

  EventTypeView view() {
    return new EventTypeView(
        name,
        description,
        schema(),
        example(),
        deprecated,
        archived,
        false,
        new OrganizationId(owner),
        createdAt,
        updatedAt);
  }

  private static @Nullable String text(@Nullable JsonObject json) {
    return json == null ? null : json.toString();
  }
}
