package io.herald.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An organization as big as they come, written straight into PostgreSQL: a month of deliveries to
 * one webhook and as many again over all the others, with the messages, attempts and statistics
 * that belong to them. What is not said here is copied from a row that the product made.
 *
 * @param tenant whose they are
 * @param busiest the id of the webhook with a million deliveries
 */
record ManyRows(Tables tables, Tenant tenant, long busiest) {

  static final int WEBHOOKS = 10_000;
  static final int DELIVERIES = 1_000_000;
  static final int OTHERS = 10_000;
  static final int AUDITED = 100_000;

  /** Of ids: milliseconds since then, 4,096 ids in each. */
  private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");

  /** From one delivery to the one before: a million in a month. */
  private static final int APART = 2_592;

  private static final String TYPES =
      "(array['order.shipped','order.paid','order.cancelled','invoice.paid','invoice.overdue','USER_CREATED','USER_DISABLED','sync.user'])[1"
          + " + (g / 3) % 8]";
  private static final String STATUS =
      "case when g % 400 = 1 then 'pending' when g % 200 = 0 then 'cancelled' when g % 50 = 0 then"
          + " 'exhausted' else 'delivered' end";
  private static final String ATTEMPTS =
      "case when g % 400 = 1 then 1 when g % 200 = 0 then 0 when g % 50 = 0 then 4 else 1 end";

  /** Fills in everything; some minutes. */
  void fill() throws SQLException {
    long now = ChronoUnit.MILLIS.between(EPOCH, Instant.now()) - 60_000;
    String millis = "(%d - g::bigint * %d)".formatted(now, APART);
    String at = "(timestamptz '%s' + %s * interval '1 ms')".formatted(EPOCH, millis);
    String message =
        "(lpad(to_hex(%d + %s), 12, '0') || '70008' || lpad(to_hex(g), 15, '0'))::uuid"
            .formatted(EPOCH.toEpochMilli(), millis);
    long first = busiest - 2L * WEBHOOKS;
    try (Connection connection = tables.connection();
        Statement sql = connection.createStatement()) {
      sql.execute("set synchronous_commit = off");
      copy(
          sql,
          "webhook",
          "id = " + busiest,
          WEBHOOKS - 1,
          List.of(
              "id = %d + g".formatted(first),
              "name = (array['Orders of','Billing of','Seats of','Warehouse of'])[1 + g % 4] || '"
                  + " customer ' || lpad(g::text, 5, '0')",
              "callback_url = 'https://hooks.example.com/customers/' || g || '/events'",
              "event_types ="
                  + " (array['[\"order.*\"]','[\"invoice.paid\",\"invoice.overdue\"]',null,'[\"USER_CREATED\",\"USER_DISABLED\"]'])[1"
                  + " + g % 4]",
              "active = g % 17 <> 0",
              "deactivated_reason = case when g % 17 = 0 then (array['by_hand','gone','failing'])[1"
                  + " + g % 3] end",
              "deactivated_at = case when g % 17 = 0 then now() end",
              "failing_since = case when g % 101 = 0 then now() - interval '1 hour' end",
              "failing_last_at = case when g % 101 = 0 then now() end",
              "created_at = now() - g * interval '40 min'",
              "updated_at = now() - g * interval '7 min'"));
      sql.execute(
          """
          insert into message (id, organization_id, event_type, body, recorded_at)
          select %s, (select organization_id from webhook where id = %d), %s,
            '{"type":"' || %s || '","data":{"orderId":' || g || ',"total":12.50,"currency":"EUR"}}', %s
          from generate_series(1, %d) as g\
          """
              .formatted(message, busiest, TYPES, TYPES, at, DELIVERIES));
      deliveries(sql, String.valueOf(busiest), millis + " * 4096", message, at);
      String others = "%d + 1 + g %% %d".formatted(first, WEBHOOKS - 1);
      deliveries(sql, others, millis + " * 4096 + 1", message, at);
      sql.execute(
          """
          insert into attempt (delivery_id, number, started_at, duration_ms, outcome, http_status,
            request_headers, response_headers, response_body)
          select d.id, n, d.created_at + n * interval '1 s', 20 + d.id / 4096 %% 300, 'answered',
            case when d.status = 'delivered' then 204 else 503 end,
            '{"Content-Type":"application/json","webhook-id":"msg_x","webhook-signature":"v1,x"}',
            '{"content-length":"0"}', ''
          from delivery d cross join generate_series(1, 4) as n
          where n <= d.attempt_count and d.id < %d\
          """
              .formatted(now * 4096));
      for (String subject :
          List.of(
              "'webhook/%d'".formatted(busiest),
              "(select 'organization/' || organization_id from webhook where id = %d)"
                  .formatted(busiest))) {
        for (int minutes : List.of(1, 60)) {
          sql.execute(
              """
              insert into statistics (subject, minutes, starts_at, accepted, delivered, failed, exhausted, latencies)
              select %1$s, %2$d, date_trunc('%3$s', now() at time zone 'UTC') at time zone 'UTC' - g * interval '%2$d min',
                23 * %2$d, 22 * %2$d, 2 * %2$d + g %% 7, %2$d / 30, '20:' || 10 * %2$d || ',30:' || 11 * %2$d || ',38:' || %2$d
              from generate_series(1, %4$d) as g on conflict do nothing\
              """
                  .formatted(
                      subject, minutes, minutes == 1 ? "minute" : "hour", 30 * 24 * 60 / minutes));
        }
      }
      sql.execute(
          """
          insert into organization (id, name, created_at, updated_at, parent_id)
          select gen_random_uuid(), 'Customer ' || lpad(g::text, 5, '0') || ', Ltd.', now(), now(), o.id
          from generate_series(1, %d) as g, organization o where o.parent_id is null\
          """
              .formatted(OTHERS));
      sql.execute(
          """
          insert into app_user (id, organization_id, username, email, disabled, created_at, updated_at)
          select gen_random_uuid(), w.organization_id, 'user-' || g, 'user-' || g || '@example.com', g %% 9 = 0, now(), now()
          from generate_series(1, %d) as g, webhook w where w.id = %d\
          """
              .formatted(OTHERS, busiest));
      copy(
          sql,
          "audit_entry",
          "id = (select max(id) from audit_entry)",
          AUDITED,
          List.of("id = t.id - g", "created_at = t.created_at - g * interval '1 min'"));
      connection.setAutoCommit(false); // the product counts too
      sql.execute("truncate delivery_count");
      sql.execute(
          """
          insert into delivery_count (webhook_id, deliveries)
          select webhook_id, count(*) from delivery group by webhook_id\
          """);
      sql.execute(
          "update delivery_count_mark set below = (select coalesce(max(id), 0) + 1 from delivery)");
      connection.commit();
      connection.setAutoCommit(true);
      sql.execute("analyze");
    }
  }

  private static void deliveries(
      Statement sql, String webhook, String id, String message, String at) throws SQLException {
    sql.execute(
        """
        insert into delivery (id, message_id, webhook_id, organization_id, event_type, status, attempt_count,
          retries_used, due_at, http_status, created_at, finished_at)
        select %1$s, %2$s, w.id, w.organization_id, %3$s, %4$s, %5$s, greatest(0, %5$s - 1),
          case when %4$s = 'pending' then now() + interval '1 day' end,
          case %4$s when 'delivered' then 204 when 'cancelled' then null else 503 end,
          %6$s, case when %4$s <> 'pending' then %6$s + interval '1 s' end
        from generate_series(1, %7$d) as g join webhook w on w.id = %8$s\
        """
            .formatted(id, message, TYPES, STATUS, ATTEMPTS, at, DELIVERIES, webhook));
  }

  /** Copies of a row, with some columns changed: {@code g} counts them. */
  private static void copy(
      Statement sql, String table, String which, int count, List<String> changes)
      throws SQLException {
    sql.execute("create temp table pattern as select * from %s where %s".formatted(table, which));
    sql.execute(
        "create temp table copies as select t.* , g from pattern t cross join generate_series(1, %d) as g"
            .formatted(count));
    sql.execute("update copies t set " + String.join(", ", changes));
    sql.execute("alter table copies drop column g");
    sql.execute("insert into %s select * from copies".formatted(table));
    sql.execute("drop table copies, pattern");
  }
}
