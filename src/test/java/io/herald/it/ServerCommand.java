package io.herald.it;

import io.herald.testing.FreePorts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a server is started as a process of its own. */
public interface ServerCommand {

  /**
   * The program with its arguments.
   *
   * @param settings {@code herald.*} keys and values
   * @param folder the server's own; kept from start to start
   */
  List<String> line(Map<String, String> settings, int port, Path folder) throws IOException;

  /** As an operator does it: {@code herald-micro.jar}, or the WAR put into a WildFly. */
  static ServerCommand ofThisRun() {
    return onWildFly() ? wildfly(file("war")) : heraldMicro();
  }

  /** The same, with a folder that Payara Micro keeps from start to start; WildFly always does. */
  static ServerCommand keeping(Path folder) {
    return onWildFly() ? ofThisRun() : heraldMicro("--rootdir", folder.toString());
  }

  /** Whether {@link #keeping(Path)} makes a difference. */
  static boolean mayKeepItsFolder() {
    return !onWildFly();
  }

  /** This run's server with a WAR of somebody else, at the context root {@code /}. */
  static ServerCommand deploying(Path war) {
    return onWildFly()
        ? wildfly(war)
        : payaraMicro("--deploy", war.toString(), "--contextroot", "/", "--nocluster");
  }

  private static boolean onWildFly() {
    return "wildfly".equals(System.getProperty("arquillian.launch"));
  }

  /** {@code java -jar herald-micro.jar} with further arguments. */
  static ServerCommand heraldMicro(String... arguments) {
    return micro("herald.micro.jar", arguments);
  }

  /** {@code java -jar payara-micro.jar} with further arguments. */
  static ServerCommand payaraMicro(String... arguments) {
    return micro("payara.micro.jar", arguments);
  }

  private static ServerCommand micro(String jar, String... arguments) {
    return (settings, port, folder) -> {
      List<String> line = java(settings, folder);
      line.add("-jar");
      line.add(file(jar).toString());
      line.addAll(List.of("--port", String.valueOf(port)));
      line.addAll(List.of("--prebootcommandfile", TestServers.preBoot().toString()));
      line.addAll(List.of(arguments));
      return line;
    };
  }

  /** A server folder of its own over the provisioned WildFly, with the WAR dropped in. */
  private static ServerCommand wildfly(Path war) {
    return (settings, port, folder) -> wildfly(war, settings, port, folder);
  }

  private static List<String> wildfly(Path war, Map<String, String> settings, int port, Path folder)
      throws IOException {
    Path home = file("wildfly.home");
    Path base = folder.resolve("standalone");
    if (Files.notExists(base)) {
      ProvisionedWildFly.copyTo(base.resolve("configuration"), home);
      Files.copy(war, Files.createDirectories(base.resolve("deployments")).resolve("ROOT.war"));
    }
    List<String> line = java(settings, folder);
    for (String opened :
        List.of("lang", "lang.invoke", "lang.reflect", "io", "net", "security", "util")) {
      line.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    line.add("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");
    line.add("--add-opens=java.management/javax.management=ALL-UNNAMED");
    line.add("--add-opens=java.naming/javax.naming=ALL-UNNAMED");
    line.add("-Djava.net.preferIPv4Stack=true");
    line.add("-Djboss.server.base.dir=" + base);
    line.add("-Djboss.http.port=" + port);
    line.add("-Djboss.https.port=" + FreePorts.next());
    line.add("-Djboss.management.http.port=" + FreePorts.next());
    line.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
    line.addAll(List.of("-mp", home.resolve("modules").toString()));
    line.addAll(List.of("org.jboss.as.standalone", "-Djboss.home.dir=" + home));
    return line;
  }

  private static List<String> java(Map<String, String> settings, Path folder) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx512m");
    line.add("-XX:TieredStopAtLevel=1");
    // 110 MB that a killed server leaves behind: gone with the test's folder
    line.add("-Djava.io.tmpdir=" + folder);
    settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
    return line;
  }

  private static Path file(String property) {
    return new File(System.getProperty(property)).getAbsoluteFile().toPath();
  }
}
