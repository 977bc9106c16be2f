package io.herald.delivery;

import org.jspecify.annotations.Nullable;

/**
 * The wish to claim for a webhook that has a gate.
 *
 * @param room how many this node would begin to send at once; at least 1
 * @param perSecond attempts a second; null: no limit
 * @param ordered whether only the oldest one may be under way
 */
record Pass(long webhookId, int room, @Nullable Double perSecond, boolean ordered) {}
