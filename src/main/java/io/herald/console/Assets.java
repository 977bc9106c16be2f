package io.herald.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every file that the first page leads to: by its links, and by the imports of the modules from
 * there on. Nothing else of the class path is ever delivered, and a path that leads nowhere is
 * found when the first page is asked for, not by a person later. {@code webjars/NAME/…} stands for
 * a library's file, whose folder has a version in its name.
 */
final class Assets {

  private static final String ROOT = "/io/herald/console/static/";
  private static final String INDEX = "index.html";
  private static final String WEBJARS = "webjars/";

  /** In the first page, relative to itself; between the braces is where the assets are. */
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"\\{\\{assets}}([^\"]+)\"");

  /**
   * {@code import x from "./y.js"}, {@code export … from}, {@code import("./y.js")}; minified too.
   */
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*\"(\\.{1,2}/[^\"]+\\.js)\"");

  private final Map<String, Asset> files = new TreeMap<>();
  private final String index;
  private final String fingerprint;

  Assets() {
    this.index = new String(read(INDEX), UTF_8);
    Matcher links = LINK.matcher(index);
    while (links.find()) {
      add(links.group(1));
    }
    this.fingerprint = digest();
  }

  /** The first page, with places to be filled in. */
  String index() {
    return index;
  }

  /** Changes with any byte of any file. */
  String fingerprint() {
    return fingerprint;
  }

  /** The file at a path such as {@code lib/lit.js}. */
  Optional<Asset> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private void add(String path) {
    if (files.containsKey(path)) {
      return;
    }
    byte[] bytes = read(path);
    files.put(path, Asset.of(path, bytes));
    if (path.endsWith(".js")) {
      Matcher imports = IMPORT.matcher(new String(bytes, UTF_8));
      while (imports.find()) {
        add(URI.create(path).resolve(imports.group(1)).getPath());
      }
    }
  }

  private static byte[] read(String path) {
    String resource = path.startsWith(WEBJARS) ? inWebJar(path) : ROOT + path;
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String inWebJar(String path) {
    String[] parts = path.split("/", 3);
    String about = "/META-INF/maven/org.webjars.npm/" + parts[1] + "/pom.properties";
    try (InputStream in = Assets.class.getResourceAsStream(about)) {
      if (in == null) {
        throw new FileNotFoundException(about);
      }
      Properties properties = new Properties();
      properties.load(in);
      String version = properties.getProperty("version");
      return "/META-INF/resources/webjars/" + parts[1] + "/" + version + "/" + parts[2];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(index.getBytes(UTF_8));
      files.forEach(
          (path, asset) -> {
            digest.update(path.getBytes(UTF_8));
            digest.update(asset.plain());
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
