package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.RecordingReceiver;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** After an upgrade by way of {@code kill -9} the new version answers, whatever is left over. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
@EnabledIfSystemProperty(named = "it.db", matches = "postgresql") // the database plays no part
class StaleDeploymentIT {

  private final RecordingReceiver receiver = RecordingReceiver.start();

  /** Payara keeps the applications of its last run in {@code config/domain.xml} below there. */
  @Test
  void neverServesWhatAFormerRunHadDeployed(@TempDir Path folder) throws Exception {
    Path oldWar = oldVersion(Files.createDirectory(folder.resolve("old")).resolve("herald.war"));
    Map<String, String> settings = TestServers.settingsWithNewDatabase();
    String root = folder.resolve("root").toString();
    try (receiver;
        HeraldProcess herald =
            HeraldProcess.start(
                ServerCommand.payaraMicro(
                    "--rootdir", root, "--deploy", oldWar.toString(), "--contextroot", "/"),
                settings,
                folder)) {
      assertThat(versionOf(herald)).isEqualTo("Herald/0.0.1-old");

      herald.killHard();
      herald.restart(ServerCommand.heraldMicro("--rootdir", root));
      String current = versionOf(herald);
      assertThat(current).startsWith("Herald/").isNotEqualTo("Herald/0.0.1-old");

      herald.killHard();
      herald.restart();
      assertThat(versionOf(herald)).isEqualTo(current);
    }
  }

  private static Path oldVersion(Path to) {
    ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("war")))
        .addAsResource(new StringAsset("version=0.0.1-old"), "io/herald/version.properties")
        .as(ZipExporter.class)
        .exportTo(to.toFile());
    return to;
  }

  /** As a receiver is told it. */
  private String versionOf(HeraldProcess herald) {
    String name = "version-" + System.nanoTime();
    Company company = Company.create(herald.api(), receiver, name);
    company.addUser(herald.api());
    return receiver.await("/" + name, 1).get(0).header("User-Agent");
  }
}
