package io.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.settings.InvalidSetting;
import io.herald.testing.MapConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredDataSourceTest {

  @Test
  void commitsOfAnH2FileAreOnDiskBeforeTheyAreReported(@TempDir Path folder) throws SQLException {
    assertThat(writeDelay("jdbc:h2:file:" + folder.resolve("a"))).isEqualTo("0");
  }

  @Test
  void leavesTheWriteDelayToWhoeverNamesOne(@TempDir Path folder) throws SQLException {
    assertThat(writeDelay("jdbc:h2:file:" + folder.resolve("b") + ";WRITE_DELAY=250"))
        .isEqualTo("250");
  }

  @Test
  void refusesADatabaseThatItDoesNotKnowWithoutShowingTheUrl() {
    assertThatThrownBy(() -> of("jdbc:mysql://root:geheim@db/herald"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "Setting herald.db.url is not usable: it must start with jdbc:postgresql: or jdbc:h2:");
  }

  private static String writeDelay(String url) throws SQLException {
    try (Connection connection = of(url).getConnection();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select setting_value from information_schema.settings"
                        + " where setting_name = 'WRITE_DELAY'")) {
      row.next();
      return row.getString(1);
    }
  }

  private static ConfiguredDataSource of(String url) {
    return new ConfiguredDataSource(MapConfig.settings(Map.of("herald.db.url", url)));
  }
}
