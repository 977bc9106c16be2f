package io.herald.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The configuration of WildFly as the build has provisioned it, put aside before the first server
 * of this run changes it.
 */
final class ProvisionedWildFly {

  private static final Path ASIDE = Path.of("target", "it", "wildfly-configuration");

  private ProvisionedWildFly() {}

  /** Before any server runs. */
  static void putAside(Path home) throws IOException {
    Path configuration = home.resolve("standalone").resolve("configuration");
    copy(configuration, ASIDE);
    // a run that was broken off may have left its deployment in the other one
    Path asProvisioned = configuration.resolve("standalone_xml_history/standalone.initial.xml");
    if (Files.exists(asProvisioned)) {
      Files.copy(
          asProvisioned, ASIDE.resolve("standalone.xml"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Where nothing was put aside, no other server runs. */
  static void copyTo(Path configuration, Path home) throws IOException {
    if (Files.notExists(ASIDE)) {
      putAside(home);
    }
    copy(ASIDE, configuration);
  }

  /** The files alone: folders in it are the server's history. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
