package io.herald.nodes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The statements about nodes. All times in them are the database's own. */
final class NodeTable {

  private static final String SLOTS_IN_USE = "select slot from node";
  private static final String REGISTER =
      """
      insert into node (id, slot, name, started_at, last_seen)
      values (?, ?, ?, current_timestamp, current_timestamp)""";
  private static final String RENEW = "update node set last_seen = current_timestamp where id = ?";
  private static final String EXPIRE =
      "delete from node where id <> ? and last_seen < current_timestamp - cast(? as integer) * interval '1' second";
  private static final String REMOVE = "delete from node where id = ?";
  private static final String REMOVE_OTHERS = "delete from node where id <> ?";
  private static final String VOID_ORPHANED_CLAIMS =
      """
      update delivery set claimed_by = null
      where id in (
        select id from delivery
        where status = 'pending' and claimed_by is not null and claimed_by > 0
          and claimed_by not in (select id from node)
        for update skip locked)""";
  private static final String HIGHEST_ID =
      """
      select max(id) from (
        select max(id) as id from delivery union all select max(id) from webhook
        union all select max(id) from secret union all select max(id) from api_token
        union all select max(id) from user_group union all select max(id) from replay) as ids""";

  private NodeTable() {}

  static OptionalInt freeSlot(Connection connection, int slots) throws SQLException {
    Set<Integer> taken = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(SLOTS_IN_USE);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        taken.add(rows.getInt(1));
      }
    }
    return IntStream.range(0, slots).filter(slot -> !taken.contains(slot)).findFirst();
  }

  static void register(Connection connection, long id, int slot, String name) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(REGISTER)) {
      insert.setLong(1, id);
      insert.setInt(2, slot);
      insert.setString(3, name);
      insert.executeUpdate();
    }
  }

  /** False where the node is no longer known: others expired it. */
  static boolean renew(Connection connection, long id) throws SQLException {
    return update(connection, RENEW, id) == 1;
  }

  /** Removes the other nodes that did not renew themselves in time; returns how many. */
  static int expire(Connection connection, long self, Duration expiry) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(EXPIRE)) {
      delete.setLong(1, self);
      delete.setLong(2, expiry.toSeconds());
      return delete.executeUpdate();
    }
  }

  static void remove(Connection connection, long id) throws SQLException {
    update(connection, REMOVE, id);
  }

  static int removeOthers(Connection connection, long self) throws SQLException {
    return update(connection, REMOVE_OTHERS, self);
  }

  /**
   * Frees what is claimed by a node that is not there: one that was expired or left, also where its
   * claim was committed only after that. Passes over what a transaction of that node still has
   * locked, for it may be paused in the middle of one: nobody here may wait for it. Returns how
   * many claims were freed.
   */
  static int voidOrphanedClaims(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(VOID_ORPHANED_CLAIMS)) {
      return statement.executeUpdate();
    }
  }

  static long highestId(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(HIGHEST_ID);
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static int update(Connection connection, String sql, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      return statement.executeUpdate();
    }
  }
}
