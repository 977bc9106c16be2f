package io.herald.delivery;

import java.sql.SQLException;

/** A statement failed. Most such trouble passes: a deadlock, a failover, a lost connection. */
class DatabaseTrouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String DATA_EXCEPTION = "22";

  DatabaseTrouble(SQLException cause) {
    super(cause);
  }

  static DatabaseTrouble of(SQLException cause) {
    String state = cause.getSQLState();
    return state != null && state.startsWith(DATA_EXCEPTION)
        ? new DataRefused(cause)
        : new DatabaseTrouble(cause);
  }

  /** The database refuses the values themselves (SQLSTATE class 22): trying again is no use. */
  static final class DataRefused extends DatabaseTrouble {

    private static final long serialVersionUID = 1L;

    DataRefused(SQLException cause) {
      super(cause);
    }
  }
}
