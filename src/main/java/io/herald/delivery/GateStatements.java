package io.herald.delivery;

import static java.util.stream.Collectors.toMap;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Claims for webhooks with a rate limit or an order. A gate is a row that one transaction holds at
 * a time, whichever node it is of. Locking it is a statement of its own, so that those after it see
 * what the holder before has committed.
 */
final class GateStatements {

  /** What was claimed, and when to come again for a webhook that has more to claim. */
  record Passed(List<Claim> claims, Map<Long, Instant> closed) {}

  /** How long a claim of somebody else takes at the most, about. */
  private static final Duration HELD = Duration.ofMillis(50);

  /** Another node's attempt ends without a signal to this one. */
  private static final Duration UNDER_WAY_ELSEWHERE = Duration.ofSeconds(1);

  /** What is known may change: a new setting, a person who redelivers or cancels. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** Frequent attempts go in small groups: a claim for each of them would cost too much. */
  private static final long GROUP_MICROS = 50_000;

  private static final String LOCK =
      "select webhook_id, free_from_micros, delivery_id from delivery_gate where webhook_id = any(?) for update skip locked";
  private static final String NOTE =
      "update delivery_gate set free_from_micros = ?, delivery_id = ? where webhook_id = ?";
  private static final String UNDER_WAY =
      "select webhook_id from delivery where id = any(?) and status = 'pending' and claimed_by is not null";

  /** Before the first claim through the gate, others may have been made past it. */
  private static final String ANY_UNDER_WAY =
      "select distinct webhook_id from delivery where webhook_id = any(?) and status = 'pending' and claimed_by is not null";

  private static final String DUE_AT =
      "select webhook_id, id, due_at from delivery where id = any(?)";

  private final HotStatements statements;

  GateStatements(HotStatements statements) {
    this.statements = statements;
  }

  private record Gate(long freeFrom, @Nullable Long deliveryId) {}

  /** A webhook whose gate this transaction holds, and how many may pass now. */
  private record Open(Pass pass, Gate gate, int count) {}

  Passed claim(Connection connection, long node, Instant now, List<Pass> passes)
      throws SQLException {
    long micros = now.toEpochMilli() * 1000;
    Map<Long, Instant> closed = new HashMap<>();
    List<Open> open = open(connection, micros, passes, closed);
    List<Claim> claims = new ArrayList<>();
    claims.addAll(
        claimOldest(connection, node, now, ordered(connection, now, open, closed), closed));
    Map<Long, Integer> rooms =
        open.stream()
            .filter(each -> !each.pass().ordered())
            .collect(toMap(each -> each.pass().webhookId(), Open::count));
    if (!rooms.isEmpty()) {
      claims.addAll(statements.claim().claim(connection, node, now, rooms));
    }
    note(connection, micros, open, claims, closed);
    return new Passed(claims, closed);
  }

  private List<Open> open(
      Connection connection, long micros, List<Pass> passes, Map<Long, Instant> closed)
      throws SQLException {
    Map<Long, Gate> gates = lock(connection, passes);
    List<Open> open = new ArrayList<>();
    for (Pass pass : passes) {
      Gate gate = gates.get(pass.webhookId());
      if (gate == null) {
        closed.put(pass.webhookId(), instant(micros).plus(HELD));
        continue;
      }
      int count = Math.min(pass.room(), available(pass, gate, micros));
      if (count > 0) {
        open.add(new Open(pass, gate, count));
      } else {
        closed.put(pass.webhookId(), nextGroup(pass, gate.freeFrom(), micros));
      }
    }
    return open;
  }

  private static int available(Pass pass, Gate gate, long micros) {
    return pass.perSecond() == null
        ? Integer.MAX_VALUE
        : new RateLimit(pass.perSecond()).available(gate.freeFrom(), micros);
  }

  private static Instant nextGroup(Pass pass, long freeFrom, long micros) {
    long next = freeFrom;
    if (pass.perSecond() != null && pass.perSecond() * GROUP_MICROS > 1_000_000) {
      next = (next + GROUP_MICROS - 1) / GROUP_MICROS * GROUP_MICROS;
    }
    return instant(Math.min(next, micros + LONGEST_WAIT.toNanos() / 1000));
  }

  /** Rounded up to milliseconds. */
  private static Instant instant(long micros) {
    return Instant.ofEpochMilli((micros + 999) / 1000);
  }

  private Map<Long, Gate> lock(Connection connection, List<Pass> passes) throws SQLException {
    Map<Long, Gate> gates = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(LOCK)) {
      query.setArray(1, ids(connection, passes.stream().map(Pass::webhookId).toList()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          gates.put(row.getLong(1), new Gate(row.getLong(2), row.getObject(3, Long.class)));
        }
      }
    }
    for (Pass pass : passes) {
      if (!gates.containsKey(pass.webhookId())
          && statements.claim().makeGate(connection, pass.webhookId())) {
        gates.put(pass.webhookId(), new Gate(0, null));
      }
    }
    return gates;
  }

  /** The ordered ones of which nothing is under way, on any node. */
  private static List<Open> ordered(
      Connection connection, Instant now, List<Open> open, Map<Long, Instant> closed)
      throws SQLException {
    List<Open> ordered = open.stream().filter(each -> each.pass().ordered()).toList();
    List<Long> last = new ArrayList<>();
    List<Long> first = new ArrayList<>();
    for (Open each : ordered) {
      if (each.gate().deliveryId() == null) {
        first.add(each.pass().webhookId());
      } else {
        last.add(each.gate().deliveryId());
      }
    }
    Set<Long> busy = new HashSet<>(webhooks(connection, UNDER_WAY, last));
    busy.addAll(webhooks(connection, ANY_UNDER_WAY, first));
    busy.forEach(webhook -> closed.put(webhook, now.plus(UNDER_WAY_ELSEWHERE)));
    return ordered.stream().filter(each -> !busy.contains(each.pass().webhookId())).toList();
  }

  private static List<Long> webhooks(Connection connection, String sql, List<Long> ids)
      throws SQLException {
    List<Long> webhooks = new ArrayList<>();
    if (!ids.isEmpty()) {
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setArray(1, ids(connection, ids));
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            webhooks.add(row.getLong(1));
          }
        }
      }
    }
    return webhooks;
  }

  private List<Claim> claimOldest(
      Connection connection, long node, Instant now, List<Open> ordered, Map<Long, Instant> closed)
      throws SQLException {
    List<Long> oldest = new ArrayList<>();
    for (Open each : ordered) {
      statements.due().oldest(connection, each.pass().webhookId()).ifPresent(oldest::add);
    }
    List<Long> due = due(connection, now, oldest, closed);
    return due.isEmpty() ? List.of() : statements.claim().claimThese(connection, node, due);
  }

  /** One that waits for its retry keeps those behind it waiting. */
  private static List<Long> due(
      Connection connection, Instant now, List<Long> oldest, Map<Long, Instant> closed)
      throws SQLException {
    List<Long> due = new ArrayList<>();
    if (!oldest.isEmpty()) {
      try (PreparedStatement query = connection.prepareStatement(DUE_AT)) {
        query.setArray(1, ids(connection, oldest));
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            OffsetDateTime at = row.getObject(3, OffsetDateTime.class);
            if (at == null) {
              continue; // cancelled just now
            }
            if (!at.toInstant().isAfter(now)) {
              due.add(row.getLong(2));
            } else {
              Instant again = now.plus(LONGEST_WAIT);
              closed.put(row.getLong(1), at.toInstant().isBefore(again) ? at.toInstant() : again);
            }
          }
        }
      }
    }
    return due;
  }

  private static void note(
      Connection connection,
      long micros,
      List<Open> open,
      Collection<Claim> claims,
      Map<Long, Instant> closed)
      throws SQLException {
    Map<Long, Integer> counts = new HashMap<>();
    Map<Long, Long> last = new HashMap<>();
    for (Claim claim : claims) {
      counts.merge(claim.webhookId(), 1, Integer::sum);
      last.put(claim.webhookId(), claim.deliveryId());
    }
    try (PreparedStatement update = connection.prepareStatement(NOTE)) {
      for (Open each : open) {
        Pass pass = each.pass();
        int count = counts.getOrDefault(pass.webhookId(), 0);
        if (count == 0) {
          continue;
        }
        long freeFrom = each.gate().freeFrom();
        if (pass.perSecond() != null) {
          freeFrom = new RateLimit(pass.perSecond()).freeFrom(freeFrom, micros, count);
        }
        update.setLong(1, freeFrom);
        update.setObject(2, last.get(pass.webhookId()), Types.BIGINT);
        update.setLong(3, pass.webhookId());
        update.addBatch();
        if (freeFrom > micros) {
          closed.put(pass.webhookId(), nextGroup(pass, freeFrom, micros));
        } else if (pass.ordered()) {
          closed.put(pass.webhookId(), instant(micros).plus(UNDER_WAY_ELSEWHERE));
        }
      }
      update.executeBatch();
    }
  }

  private static java.sql.Array ids(Connection connection, List<Long> ids) throws SQLException {
    return connection.createArrayOf("bigint", ids.toArray());
  }
}
