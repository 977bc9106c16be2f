package io.herald.storage;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import io.herald.settings.StartFailure;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to the database of {@code herald.db.*}. The server makes it, by name, from the
 * {@code @DataSourceDefinition} of {@link Migrator} and pools what it opens; the setters are what
 * the servers insist on calling.
 */
public class ConfiguredDataSource implements DataSource {

  static final String URL = "herald.db.url";

  /** Of all instances: a server may make one for each connection of its pool. */
  private static final AtomicLong BREAKAGES = new AtomicLong();

  private final String url;
  private final Driver driver;
  private final Properties properties = new Properties();

  /** Reads the settings of the application that holds this class. */
  public ConfiguredDataSource() {
    this(new Settings(ConfigProvider.getConfig(ConfiguredDataSource.class.getClassLoader())));
  }

  /** Reads {@code herald.db.url}, {@code .user} and {@code .password}. */
  public ConfiguredDataSource(Settings settings) {
    String configured = settings.text(URL);
    Database kind = kind(configured);
    settings.optionalText("herald.db.user").ifPresent(user -> properties.put("user", user));
    settings.optionalText("herald.db.password").ifPresent(pw -> properties.put("password", pw));
    if (kind == Database.POSTGRESQL) {
      url = configured;
      driver = new org.postgresql.Driver();
      // what the URL says wins over these
      properties.put("stringtype", "unspecified"); // so that a UUID binds whichever way JPA does it
      properties.put("ApplicationName", "herald");
      properties.put("reWriteBatchedInserts", "true");
      properties.put("tcpKeepAlive", "true"); // a database host that vanished is noticed
      properties.put("connectTimeout", "10"); // seconds
      properties.put("logServerErrorDetail", "false"); // it quotes rows, and messages are logged
    } else {
      url = durable(configured);
      driver = new org.h2.Driver();
      properties.putIfAbsent("user", "herald");
      properties.putIfAbsent("password", "");
    }
  }

  /** Servers open their pools, and hide why that fails, before anything of ours starts. */
  private static Database kind(String url) {
    try {
      return Database.of(url);
    } catch (InvalidSetting wrong) {
      StartFailure.report(wrong);
      throw wrong;
    }
  }

  /**
   * An H2 URL whose commits are on disk before they are reported, and whose session is in UTC:
   * otherwise a {@code Timestamp} within the hour that autumn repeats loses its offset.
   */
  private static String durable(String url) {
    String upper = url.toUpperCase(Locale.ROOT);
    String durable = url;
    if (!upper.startsWith("JDBC:H2:MEM:") && !upper.contains(";WRITE_DELAY=")) {
      durable += ";WRITE_DELAY=0";
    }
    if (!upper.contains(";DB_CLOSE_ON_EXIT=")) {
      durable += ";DB_CLOSE_ON_EXIT=FALSE"; // else H2 closes at SIGTERM, before this node has left
    }
    return upper.contains(";TIME ZONE=") ? durable : durable + ";TIME ZONE=UTC";
  }

  @Override
  public Connection getConnection() throws SQLException {
    return HealingConnection.open(this::connect, BREAKAGES);
  }

  private Connection connect() throws SQLException {
    Connection connection = driver.connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver does not accept the form of " + URL);
    }
    return connection;
  }

  /** As {@link #getConnection()}: who may connect is a setting. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  /** Called by the servers with the definition's one property; means nothing. */
  public void setSettings(String prefix) {}

  /** Called by the servers; means nothing. */
  public void setUser(String user) {}

  /** Called by the servers; means nothing. */
  public void setPassword(String password) {}

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw new SQLException("not a " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
