package io.herald.audit;

import io.herald.security.OrganizationId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One change that somebody made. Nothing about it ever changes. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {

  @Id private long id;

  @Column(name = "organization_id")
  private UUID organization;

  @Column(name = "actor_organization_id")
  private UUID actorOrganization;

  private String actor;
  private String credential;
  private String role;
  private String address;
  private String call;
  private String target;
  private String details;

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway") // JPA fills it
  protected AuditEntry() {}

  AuditEntry(long id, OrganizationId organization, Actor by, Change what, Instant now) {
    this.id = id;
    this.organization = organization.value();
    this.actorOrganization = by.organization().value();
    this.actor = by.name();
    this.credential = by.credential();
    this.role = by.role();
    this.address = by.address();
    this.call = what.call();
    this.target = what.target();
    this.details = what.details();
    this.createdAt = now;
  }

  long id() {
    return id;
  }

  OrganizationId organization() {
    return new OrganizationId(organization);
  }

  Actor by() {
    return new Actor(new OrganizationId(actorOrganization), actor, credential, role, address);
  }

  Change what() {
    return new Change(call, target, details);
  }

  Instant createdAt() {
    return createdAt;
  }

  /** Who, from where. */
  record Actor(
      OrganizationId organization, String name, String credential, String role, String address) {}

  /**
   * What was done.
   *
   * @param call such as {@code DELETE /v1/webhooks/{id}}
   * @param target the path of what was changed or made
   * @param details a JSON object
   */
  record Change(String call, String target, String details) {}
}
