package io.herald.webhooks;

import java.util.List;

/** What became of an import, in its order. */
public record Imported(List<RegisteredWebhook> webhooks) {}
