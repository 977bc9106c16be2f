package io.herald.directory;

import io.herald.json.Change;
import io.herald.security.OrganizationId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who has users. Its parent never changes; only the root has none. */
@Entity
@Table(name = "organization")
public class Organization {

  @Id private UUID id;

  @Column(name = "parent_id")
  private @Nullable UUID parent;

  private String name;
  private @Nullable Integer seats;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @SuppressWarnings("NullAway") // JPA fills it
  protected Organization() {}

  /** A new one below {@code parent}. */
  Organization(
      OrganizationId id, OrganizationId parent, String name, @Nullable Integer seats, Instant now) {
    this.id = id.value();
    this.parent = parent.value();
    this.name = name;
    this.seats = seats;
    this.createdAt = now;
    this.updatedAt = now;
  }

  OrganizationId id() {
    return new OrganizationId(id);
  }

  Optional<OrganizationId> parent() {
    return Optional.ofNullable(parent).map(OrganizationId::new);
  }

  String name() {
    return name;
  }

  OrganizationSnapshot snapshot() {
    return new OrganizationSnapshot(id(), name);
  }

  /** Whether one more may join {@code users} users. */
  boolean hasSeatBeside(long users) {
    return seats == null || users < seats;
  }

  /** How many more may join {@code users} users; null without a limit. */
  @Nullable Integer seatsBeside(long users) {
    return seats == null ? null : (int) Math.max(0, seats - users);
  }

  /** Whether anything became different. */
  boolean change(Change<String> newName, Change<Integer> newSeats, Instant now) {
    String nextName = Objects.requireNonNull(newName.or(name));
    Integer nextSeats = newSeats.or(seats);
    if (nextName.equals(name) && Objects.equals(nextSeats, seats)) {
      return false;
    }
    name = nextName;
    seats = nextSeats;
    updatedAt = now;
    return true;
  }

  /** As its directory elsewhere tells. */
  void rename(String newName, Instant now) {
    name = newName;
    updatedAt = now;
  }

  OrganizationView view() {
    return new OrganizationView(id(), name, parent().orElse(null), seats, createdAt, updatedAt);
  }
}
