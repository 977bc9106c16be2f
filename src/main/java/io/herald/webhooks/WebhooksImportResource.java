package io.herald.webhooks;

import io.herald.json.Pointers;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.OrganizationId;
import io.herald.security.Reach;
import io.herald.security.Role;
import io.herald.transport.CallbackUrl;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Webhooks that come from elsewhere, with the secrets that their receivers know. */
@Path("webhooks/import")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class WebhooksImportResource {

  @Inject Webhooks webhooks;
  @Inject CallbackUrls callbackUrls;
  @Inject Reach reach;

  /** All or none; whatever is wrong with any of them is told at once. */
  @POST
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Imported importAll(ImportWebhooks command) {
    OrganizationId owner = reach.orOwn(command.organizationId(), "/organizationId");
    Map<String, CallbackUrl> urls = new LinkedHashMap<>();
    for (int i = 0; i < command.webhooks().size(); i++) {
      ImportedWebhook each = command.webhooks().get(i);
      urls.putAll(
          CallbackUrls.of(
              each.callbackUrl(), each.credentials().auth(), Pointers.child("/webhooks", i)));
    }
    callbackUrls.checkAll(urls);
    return webhooks.importAll(owner, command.webhooks());
  }
}
