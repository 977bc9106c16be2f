package io.herald.webhooks;

import io.herald.security.OrganizationId;
import java.time.Instant;
import java.util.List;

/** The webhooks of one organization, oldest first. */
public record Export(
    OrganizationId organizationId, Instant exportedAt, List<ExportedWebhook> webhooks) {}
