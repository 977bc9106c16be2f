package io.herald.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptConfigurationTest {

  @TempDir Path folder;
  private Path domain;

  @BeforeEach
  void configuration() throws IOException {
    domain = Files.createDirectory(folder.resolve("config")).resolve("domain.xml");
  }

  @Test
  void forgetsWhatWasDeployedAndNothingElse() throws IOException {
    Files.writeString(
        domain,
        """
        <domain>
          <applications><application name="ROOT" location="file:/old/"><module name="ROOT"/></application></applications>
          <configs><config name="server-config"><network-listener port="8080"/></config></configs>
          <servers><server name="server"><application-ref ref="ROOT"/><resource-ref ref="mine"/></server></servers>
        </domain>
        """);

    KeptConfiguration.in(folder).forgetDeployments();

    assertThat(domain)
        .content()
        .contains("<applications/>", "port=\"8080\"", "ref=\"mine\"")
        .doesNotContain("ROOT");
    assertThat(domain.getParent()).isDirectoryContaining(domain::equals);
  }

  @Test
  void leavesAFileAsItIsThatNamesNoDeployment() throws IOException {
    String mine = "<domain>\n  <!-- by hand --><applications  />\n</domain>\n";
    Files.writeString(domain, mine);

    KeptConfiguration.in(folder).forgetDeployments();

    assertThat(domain).hasContent(mine);
  }

  @Test
  void removesWhatWasUnpacked() throws IOException {
    Path older = Files.createDirectories(folder.resolve("applications/ROOT")).resolve("older.html");
    Files.writeString(older, "older");

    KeptConfiguration.in(folder).forgetDeployments();

    assertThat(folder.resolve("applications")).isEmptyDirectory();
  }

  @Test
  void removesWhatAFullDiskLeft() throws IOException {
    Files.writeString(domain, "<domain><applications><application na");

    KeptConfiguration.in(folder).forgetDeployments();

    assertThat(domain).doesNotExist();
  }

  @Test
  void doesNothingInAFolderThatIsNew() throws IOException {
    KeptConfiguration.in(folder.resolve("new")).forgetDeployments();

    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void readsTheOptionsAsPayaraMicroDoes() {
    assertThat(HeraldMicro.keptFolders("--port", "8080", "--rootDir", "r", "--UNPACKDIR", "u"))
        .containsExactly(Path.of("r"), Path.of("u"));
    assertThat(HeraldMicro.keptFolders("--rootdir")).isEmpty();
  }
}
