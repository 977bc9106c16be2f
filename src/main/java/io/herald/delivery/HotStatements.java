package io.herald.delivery;

import io.herald.storage.Database;

/**
 * The statements that run thousands of times a second, or over millions of rows, as each database
 * does them best. They join the transaction of the connection that they are given.
 */
record HotStatements(RecordStatements record, DueStatements due, ClaimStatements claim) {

  static HotStatements of(Database database) {
    return switch (database) {
      case POSTGRESQL ->
          new HotStatements(
              new PostgresRecordStatements(),
              new PostgresDueStatements(),
              new PostgresClaimStatements());
      case H2 ->
          new HotStatements(
              new H2RecordStatements(), new H2DueStatements(), new H2ClaimStatements());
    };
  }
}
