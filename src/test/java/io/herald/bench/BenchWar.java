package io.herald.bench;

import io.herald.bench.server.BenchResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** {@code target/herald.war} and the few classes that the benchmark adds. */
final class BenchWar {

  private BenchWar() {}

  static Path make(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path war = folder.resolve("ROOT.war").toAbsolutePath();
    ShrinkWrap.createFromZipFile(
            WebArchive.class,
            Path.of(System.getProperty("bench.war", "target/herald.war")).toFile())
        .addPackage(BenchResource.class.getPackage())
        .as(ZipExporter.class)
        .exportTo(war.toFile(), true);
    return war;
  }
}
