package io.herald.delivery;

import java.util.List;

/**
 * Attempts were settled; fired once for a batch, in the transaction that settles it. Whoever
 * observes it within must be quick: every delivery comes this way.
 */
public record AttemptsSettled(List<AttemptMade> attempts) {}
