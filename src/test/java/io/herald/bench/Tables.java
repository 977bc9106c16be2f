package io.herald.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills the product's tables faster than it could itself. Every row is a copy of one that the
 * product made, with some columns changed: columns that are added later do not stop the benchmark.
 * The n-th message, delivery and attempt of an age belong together.
 */
final class Tables implements AutoCloseable {

  /** What is written at every delivery. */
  private static final List<String> BUSY = List.of("message", "delivery", "attempt");

  /** As {@code LongIds}: milliseconds since then, 4,096 ids in each. */
  private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");

  private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private final Sql sql;

  Tables(Sql sql) throws SQLException {
    this.sql = sql;
    sql.execute("set synchronous_commit = off"); // of this session: a refill needs no disk
    sql.execute("set maintenance_work_mem = '256MB'");
  }

  /** Keeps one delivered delivery, its message and its attempt as the pattern of all copies. */
  void keepPattern() throws SQLException {
    keep("delivery", "status = 'delivered' and attempt_count = 1 order by id desc limit 1");
    keep("message", "id = (select message_id from bench_delivery)");
    keep("attempt", "delivery_id = (select id from bench_delivery)");
    if (sql.number("select count(*) from bench_attempt") != 1) {
      throw new IllegalStateException("nothing was delivered that could serve as a pattern");
    }
  }

  private void keep(String table, String which) throws SQLException {
    sql.execute("drop table if exists bench_" + table);
    sql.execute(
        "create table bench_%s as select * from %s where %s".formatted(table, table, which));
  }

  /** Empties what grows. Only while the server has nothing to do. */
  void empty() throws SQLException {
    sql.execute("truncate " + String.join(", ", BUSY));
    finish();
  }

  /**
   * Does at once what follows in the background when rows come one by one: autovacuum's statistics,
   * the product's own counts; and a checkpoint, so that no run pays for filling.
   */
  void finish() throws SQLException {
    if (!sql.texts("select 1 where to_regclass('delivery_count') is not null").isEmpty()) {
      // one transaction, and the mark first: the product counts too, and locks in this order
      sql.execute(
          """
          select below from delivery_count_mark for update;
          truncate delivery_count;
          insert into delivery_count (webhook_id, deliveries)
          select webhook_id, count(*) from delivery group by webhook_id;
          update delivery_count_mark set below = (select coalesce(max(id), 0) + 1 from delivery)""");
    }
    for (String table : BUSY) {
      sql.execute("analyze " + table);
    }
    sql.execute("checkpoint");
  }

  void messages(int count, Duration age) throws SQLException {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("id", messageId(age));
    changes.put("body", "'{\"pad\":\"short\"}'");
    changes.put("recorded_at", instant(age));
    copy("message", 1, count, changes);
  }

  /** Deliveries of a webhook, which is an SQL expression too: {@code g} counts them. */
  void delivered(String webhook, int count, Duration age) throws SQLException {
    Map<String, String> changes = delivery(webhook, age);
    changes.put("finished_at", instant(age));
    copy("delivery", 1, count, changes);
  }

  /** From the {@code first} delivery of that age on. */
  void attempts(int first, int count, Duration age) throws SQLException {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("delivery_id", deliveryId(age));
    changes.put("started_at", instant(age));
    copy("attempt", first, count, changes);
  }

  /** Deliveries that wait, unclaimed; {@code due} is an SQL expression. */
  void waiting(String webhook, int count, Duration age, String due) throws SQLException {
    Map<String, String> changes = delivery(webhook, age);
    changes.put("status", "'pending'");
    changes.put("due_at", due);
    changes.put("claimed_by", "null");
    changes.put("attempt_count", "0");
    changes.put("http_status", "null");
    changes.put("finished_at", "null");
    copy("delivery", 1, count, changes);
  }

  private Map<String, String> delivery(String webhook, Duration age) {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("id", deliveryId(age));
    changes.put("message_id", messageId(age));
    changes.put("webhook_id", webhook);
    changes.put("created_at", instant(age));
    return changes;
  }

  /**
   * Webhooks that no event of the benchmark matches, without secrets: they are only there. Returns
   * an SQL expression that goes through their ids as {@code g} counts.
   */
  String webhooks(long pattern, int count) throws SQLException {
    keep("webhook", "id = " + pattern);
    sql.execute("update catalog_revision set revision = revision + 1");
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("id", deliveryId(Duration.ofDays(2)));
    changes.put("event_types", "'[\"bench.other.' || g || '\"]'");
    changes.put("revision", "(select revision from catalog_revision)");
    copy("webhook", 1, count, changes);
    return "%s %% %d + 1".formatted(deliveryId(Duration.ofDays(2)), count);
  }

  private void copy(String table, int first, int count, Map<String, String> changes)
      throws SQLException {
    List<String> columns =
        sql.texts(
            "select column_name from information_schema.columns where table_schema = 'public' and table_name = '%s' order by ordinal_position"
                .formatted(table));
    if (!columns.containsAll(changes.keySet())) {
      throw new IllegalStateException(table + " has other columns: " + columns);
    }
    List<String> values =
        columns.stream().map(column -> changes.getOrDefault(column, "t." + column)).toList();
    sql.execute(
        "insert into %s (%s) select %s from bench_%s as t cross join generate_series(%d, %d) as g"
            .formatted(
                table,
                String.join(", ", columns),
                String.join(", ", values),
                table,
                first,
                first + count - 1));
  }

  /** Whether rows of an empty table are logged: gigabytes that are only read need not be. */
  void logged(String table, boolean logged) throws SQLException {
    sql.execute("alter table %s set %s".formatted(table, logged ? "logged" : "unlogged"));
  }

  /** Drops the indexes of a table that no constraint needs; returns how to make them again. */
  List<String> dropIndexes(String table) throws SQLException {
    String which =
        "from pg_index i where i.indrelid = '%s'::regclass and not i.indisunique".formatted(table);
    List<String> definitions = sql.texts("select pg_get_indexdef(i.indexrelid) " + which);
    for (String index : sql.texts("select i.indexrelid::regclass " + which)) {
      sql.execute("drop index " + index);
    }
    return definitions;
  }

  void restoreIndexes(List<String> definitions) throws SQLException {
    for (String definition : definitions) {
      sql.execute(definition);
    }
  }

  long count(String table, String condition) throws SQLException {
    return sql.number("select count(*) from " + table + " where " + condition);
  }

  private String deliveryId(Duration age) {
    return Duration.between(EPOCH, today.minus(age)).toMillis() * 4096 + " + g";
  }

  /** Of version 7: milliseconds first. */
  private String messageId(Duration age) {
    return "('%012x70008' || lpad(to_hex(g), 15, '0'))::uuid"
        .formatted(today.minus(age).toEpochMilli());
  }

  private String instant(Duration age) {
    return "timestamptz '" + today.minus(age) + "'";
  }

  @Override
  public void close() throws SQLException {
    sql.close();
  }
}
