package io.herald.directory;

import io.herald.json.Change;
import io.herald.security.OrganizationId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user of one organization, in which its username is unique. Enabled at first; disabled and
 * enabled again by an administrator. Each transition tells whether it changed anything, since only
 * a change is news.
 */
@Entity
@Table(name = "app_user")
public class User {

  @Id private UUID id;

  @Column(name = "organization_id")
  private UUID organization;

  private String username;
  private String email;
  private boolean disabled;

  @Column(name = "first_login_at")
  private @Nullable Instant firstLoginAt;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @SuppressWarnings("NullAway") // JPA fills it
  protected User() {}

  User(UserId id, OrganizationId memberOf, String username, String email, Instant now) {
    this.id = id.value();
    this.organization = memberOf.value();
    this.username = username;
    this.email = email;
    this.createdAt = now;
    this.updatedAt = now;
  }

  UserId id() {
    return new UserId(id);
  }

  OrganizationId memberOf() {
    return new OrganizationId(organization);
  }

  boolean disabled() {
    return disabled;
  }

  UserSnapshot snapshot(OrganizationSnapshot memberOf) {
    return new UserSnapshot(id(), username, email, memberOf);
  }

  boolean change(Change<String> newUsername, Change<String> newEmail, Instant now) {
    String nextUsername = Objects.requireNonNull(newUsername.or(username));
    String nextEmail = Objects.requireNonNull(newEmail.or(email));
    if (nextUsername.equals(username) && nextEmail.equals(email)) {
      return false;
    }
    username = nextUsername;
    email = nextEmail;
    updatedAt = now;
    return true;
  }

  /** Whether it was the first time. */
  boolean logIn(Instant now) {
    if (firstLoginAt != null) {
      return false;
    }
    firstLoginAt = now;
    updatedAt = now;
    return true;
  }

  boolean disable(Instant now) {
    return become(true, now);
  }

  boolean enable(Instant now) {
    return become(false, now);
  }

  private boolean become(boolean nextDisabled, Instant now) {
    if (disabled == nextDisabled) {
      return false;
    }
    disabled = nextDisabled;
    updatedAt = now;
    return true;
  }

  UserView view() {
    return new UserView(
        id(), username, email, memberOf(), disabled, firstLoginAt, createdAt, updatedAt);
  }
}
