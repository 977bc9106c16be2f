package io.herald.audit;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.security.AllowedTo;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import io.herald.security.Reach;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /v1/audit}: who changed what. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
@AllowedTo(Role.ADMIN)
@RequestScoped
public class AuditResource {

  private final AuditLog log;
  private final Reach reach;
  private final OrganizationTree tree;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public AuditResource() { // for the CDI proxy
    this(null, null, null);
  }

  @Inject
  public AuditResource(AuditLog log, Reach reach, OrganizationTree tree) {
    this.log = log;
    this.reach = reach;
    this.tree = tree;
  }

  /** What happened to an organization and below it, newest first. */
  @GET
  public Page<AuditEntryView> list(
      @QueryParam("organizationId") @Nullable String organization,
      @BeanParam AuditFilter filter,
      @BeanParam PageRequest page) {
    OrganizationId of =
        reach.lookup(Parameters.parsed("organizationId", organization, OrganizationId::parse));
    return log.list(of, of.equals(tree.root()), filter.criteria(), page)
        .map(entry -> AuditEntryView.of(entry, known(entry)));
  }

  private boolean known(AuditEntry entry) {
    OrganizationId actor = entry.by().organization();
    return reach.everything() || reach.to(actor);
  }
}
