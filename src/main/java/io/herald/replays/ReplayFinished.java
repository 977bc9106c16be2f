package io.herald.replays;

import io.herald.security.OrganizationId;
import java.time.Instant;

/**
 * A replay has come to its end; fired in the transaction of its last step.
 *
 * @param owner the organization that owns the webhook
 * @param done how many deliveries it has put on their way again
 */
public record ReplayFinished(
    long replayId, long webhookId, OrganizationId owner, long count, long done, Instant at) {}
