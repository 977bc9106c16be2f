package io.herald.client;

import java.util.List;

/** What became of an import, in its order; each shows its secret, this once. */
public record ImportedWebhooks(List<Webhook> webhooks) {}
