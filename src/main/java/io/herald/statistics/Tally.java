package io.herald.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Counts by webhook and minute: what one transaction did, or many. */
final class Tally {

  /** Entries of one row: far below what its column holds. */
  private static final int MOST_ENTRIES = 5000;

  private static final int FIELDS = 7;

  private final Map<Key, Counts> counts = new LinkedHashMap<>();

  /**
   * @param minute of the epoch
   */
  record Key(long webhookId, long minute) {}

  Counts of(long webhookId, long minute) {
    return counts.computeIfAbsent(new Key(webhookId, minute), key -> new Counts());
  }

  void forEach(BiConsumer<Key, Counts> consumer) {
    counts.forEach(consumer);
  }

  /** As text, in one piece or, if need be, several. */
  List<String> write() {
    List<String> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int entries = 0;
    for (Map.Entry<Key, Counts> entry : counts.entrySet()) {
      Counts counted = entry.getValue();
      text.append(entry.getKey().webhookId()).append(' ').append(entry.getKey().minute());
      text.append(' ').append(counted.accepted).append(' ').append(counted.delivered);
      text.append(' ').append(counted.failed).append(' ').append(counted.exhausted);
      text.append(' ').append(counted.latencies).append('\n');
      if (++entries == MOST_ENTRIES) {
        pieces.add(text.toString());
        text.setLength(0);
        entries = 0;
      }
    }
    if (entries > 0) {
      pieces.add(text.toString());
    }
    return pieces;
  }

  /** Adds what {@link #write} wrote. */
  void read(String text) {
    text.lines()
        .forEach(
            line -> {
              String[] field = line.split(" ", FIELDS);
              Counts counted = of(Long.parseLong(field[0]), Long.parseLong(field[1]));
              counted.accepted += Long.parseLong(field[2]);
              counted.delivered += Long.parseLong(field[3]);
              counted.failed += Long.parseLong(field[4]);
              counted.exhausted += Long.parseLong(field[5]);
              counted.latencies.add(LatencyHistogram.parse(field[6]));
            });
  }
}
