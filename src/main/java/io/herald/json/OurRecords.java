package io.herald.json;

/**
 * Which types this room reads and writes: a customer's WAR may hold JAX-RS resources of its own,
 * whose records stay JSON-B's.
 */
final class OurRecords {

  private OurRecords() {}

  static boolean is(Class<?> type) {
    return type.isRecord() && type.getPackageName().startsWith("io.herald");
  }
}
