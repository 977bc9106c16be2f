package io.herald.storage;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A table with every kind of column that entities use: {@code organization}, and its nulls. */
@Entity(name = "RoundTrip")
@Table(name = "organization")
class RoundTrip {

  @Id private UUID id;

  @Column(name = "parent_id")
  private @Nullable UUID parentId;

  private String name;
  private @Nullable Integer seats;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @SuppressWarnings("NullAway") // JPA fills it
  protected RoundTrip() {}

  RoundTrip(UUID id, @Nullable UUID parentId, String name, Instant at) {
    this.id = id;
    this.parentId = parentId;
    this.name = name;
    this.createdAt = at;
    this.updatedAt = at;
  }

  @Nullable UUID parentId() {
    return parentId;
  }

  @Nullable Integer seats() {
    return seats;
  }

  Instant createdAt() {
    return createdAt;
  }

  void limit(int newSeats, Instant at) {
    seats = newSeats;
    updatedAt = at;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  String name() {
    return name;
  }
}
