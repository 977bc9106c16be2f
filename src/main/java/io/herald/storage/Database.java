package io.herald.storage;

import io.herald.settings.InvalidSetting;

/** Which database this is, for the few statements that must differ. Injectable. */
public enum Database {
  POSTGRESQL("jdbc:postgresql:"),
  H2("jdbc:h2:");

  private final String urlPrefix;

  Database(String urlPrefix) {
    this.urlPrefix = urlPrefix;
  }

  /** The database that a {@code herald.db.url} names. */
  static Database of(String url) {
    for (Database database : values()) {
      if (url.startsWith(database.urlPrefix)) {
        return database;
      }
    }
    // the URL may hold a password: not shown
    throw new InvalidSetting(
        ConfiguredDataSource.URL, "it must start with jdbc:postgresql: or jdbc:h2:");
  }
}
