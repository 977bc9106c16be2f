package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The WAR as a file: what it says of itself. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
@EnabledIfSystemProperty(named = "it.db", matches = "postgresql")
class WarContentsIT {

  private static final String LIB = "WEB-INF/lib/";

  @Test
  void theBillOfMaterialsNamesEveryJarInTheWarByItsHash() throws Exception {
    try (JarFile war = new JarFile(System.getProperty("war"))) {
      assertThat(named(war)).isEqualTo(carried(war)).hasSizeGreaterThan(10);
    }
  }

  @Test
  void theLicencesOfAllJarsAreListed() throws IOException {
    try (JarFile war = new JarFile(System.getProperty("war"));
        InputStream list = war.getInputStream(war.getEntry("META-INF/THIRD-PARTY.txt"))) {
      long jars = war.stream().filter(WarContentsIT::isLibrary).count();

      assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines())
          .filteredOn(line -> line.startsWith("     ("))
          .hasSize((int) jars);
    }
  }

  /** Jar to SHA-256, as the bill has it. */
  private static Map<String, String> named(JarFile war) throws IOException {
    Map<String, String> named = new TreeMap<>();
    try (JsonReader bill =
        Json.createReader(war.getInputStream(war.getEntry("META-INF/sbom/application.cdx.json")))) {
      for (JsonObject component :
          bill.readObject().getJsonArray("components").getValuesAs(JsonObject.class)) {
        named.put(
            component.getString("name") + "-" + component.getString("version") + ".jar",
            component.getJsonArray("hashes").getValuesAs(JsonObject.class).stream()
                .filter(hash -> hash.getString("alg").equals("SHA-256"))
                .findFirst()
                .orElseThrow()
                .getString("content"));
      }
    }
    return named;
  }

  /** The same of the jars themselves. */
  private static Map<String, String> carried(JarFile war)
      throws IOException, NoSuchAlgorithmException {
    Map<String, String> carried = new TreeMap<>();
    for (JarEntry entry : war.stream().filter(WarContentsIT::isLibrary).toList()) {
      try (InputStream jar = war.getInputStream(entry)) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(jar.readAllBytes());
        carried.put(entry.getName().substring(LIB.length()), HexFormat.of().formatHex(hash));
      }
    }
    return carried;
  }

  private static boolean isLibrary(JarEntry entry) {
    return entry.getName().startsWith(LIB) && entry.getName().endsWith(".jar");
  }
}
