package io.herald.delivery;

import io.herald.messages.MessageId;

/**
 * A delivery that this node may attempt now: everything that its next attempt needs to know.
 *
 * @param claimant the node's id when it claimed: the claim is void once the node is known by
 *     another one; {@link #BY_RECEIVER} where the receiver fetches it
 * @param body the frozen text
 * @param attemptNumber of the attempt to come, from 1
 * @param retriesUsed waits of the retry schedule that have passed
 */
record Claim(
    long deliveryId,
    long claimant,
    MessageId messageId,
    long webhookId,
    String eventType,
    String body,
    int attemptNumber,
    int retriesUsed) {

  /** No node's: the receiver fetches it, and no node attempts it. */
  static final long BY_RECEIVER = -1;

  /** About how much memory it holds, in bytes. */
  int weight() {
    return 200 + body.length();
  }
}
