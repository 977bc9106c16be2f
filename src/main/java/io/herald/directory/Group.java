package io.herald.directory;

import io.herald.security.OrganizationId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Some users of one organization, under a name that is unique in it. */
@Entity
@Table(name = "user_group")
public class Group {

  @Id private long id;

  @Column(name = "organization_id")
  private UUID organization;

  private String name;

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway") // JPA fills it
  protected Group() {}

  Group(long id, OrganizationId organization, String name, Instant now) {
    this.id = id;
    this.organization = organization.value();
    this.name = name;
    this.createdAt = now;
  }

  long id() {
    return id;
  }

  OrganizationId organization() {
    return new OrganizationId(organization);
  }

  String name() {
    return name;
  }

  GroupView view(long members) {
    return new GroupView(name, members, createdAt);
  }
}
