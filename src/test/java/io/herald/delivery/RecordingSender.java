package io.herald.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what it promised, by webhook, and what it was given. */
final class RecordingSender extends Sender {

  final List<Claim> sent = new ArrayList<>();
  final Map<Long, Integer> promises = new HashMap<>();
  boolean full;

  @Override
  boolean reserve(long webhookId) {
    if (!full) {
      promises.merge(webhookId, 1, Integer::sum);
    }
    return !full;
  }

  @Override
  void cancelReservation(long webhookId) {
    promises.merge(webhookId, -1, Integer::sum);
  }

  @Override
  void send(List<Claim> reserved) {
    sent.addAll(reserved);
  }
}
