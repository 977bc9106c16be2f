package io.herald.client;

import java.time.Instant;
import java.util.List;

/** The webhooks of one organization, the oldest first. */
public record WebhookExport(
    String organizationId, Instant exportedAt, List<PortableWebhook> webhooks) {}
