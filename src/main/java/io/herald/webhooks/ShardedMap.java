package io.herald.webhooks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable map of tens of thousands of entries, of which a copy with a few changes is cheap:
 * the copy shares every shard that no change touches.
 */
final class ShardedMap<K, V> {

  private static final int SHARDS = 256;

  private final List<Map<K, V>> shards;

  private ShardedMap(List<Map<K, V>> shards) {
    this.shards = shards;
  }

  static <K, V> ShardedMap<K, V> empty() {
    return new ShardedMap<>(Collections.nCopies(SHARDS, Map.of()));
  }

  Optional<V> get(K key) {
    return Optional.ofNullable(shards.get(shardOf(key)).get(key));
  }

  /**
   * This map with the changes.
   *
   * @param changes the new value of a key; empty where the key goes
   */
  ShardedMap<K, V> with(Map<K, Optional<V>> changes) {
    Map<Integer, Map<K, V>> touched = new HashMap<>();
    changes.forEach(
        (key, change) -> {
          Map<K, V> shard =
              touched.computeIfAbsent(shardOf(key), index -> new HashMap<>(shards.get(index)));
          change.ifPresentOrElse(value -> shard.put(key, value), () -> shard.remove(key));
        });
    List<Map<K, V>> copy = new ArrayList<>(shards);
    touched.forEach(copy::set);
    return new ShardedMap<>(copy);
  }

  private static int shardOf(Object key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 8 ^ hash >>> 16 ^ hash >>> 24) & (SHARDS - 1);
  }
}
