package io.herald.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which version of Herald this is, as Maven filtered it into a resource. */
public final class Version {

  private static final String NUMBER = read();

  /** The {@code User-Agent} of every request that Herald makes. */
  public static final String USER_AGENT = "Herald/" + NUMBER;

  private Version() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/io/herald/version.properties")) {
      properties.load(Objects.requireNonNull(in, "version.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
