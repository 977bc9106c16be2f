package io.herald.bench;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Positive numbers, a million of them in 16 MB: open addressing. */
final class LongSet {

  private long[] table = new long[1 << 16];
  private int size;

  /** Whether it was new. */
  boolean add(long value) {
    if (size * 2 >= table.length) {
      long[] old = table;
      table = new long[old.length * 2];
      Arrays.stream(old).filter(each -> each != 0).forEach(this::put);
    }
    boolean added = put(value);
    if (added) {
      size++;
    }
    return added;
  }

  private boolean put(long value) {
    int mask = table.length - 1;
    int i = (int) ((value * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (table[i] != 0) {
      if (table[i] == value) {
        return false;
      }
      i = (i + 1) & mask;
    }
    table[i] = value;
    return true;
  }

  LongStream stream() {
    return Arrays.stream(table).filter(each -> each != 0);
  }

  int size() {
    return size;
  }
}
