package io.herald.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.herald.settings.InvalidSetting;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The key of an embedded database, in a file beside it that only its owner may read. Losing it
 * loses the webhook secrets, so it belongs into the same backup.
 *
 * @param path null: the database is in memory, and the key need not outlive it either
 */
record KeyFile(@Nullable Path path) {

  private static final String H2 = "jdbc:h2:";

  /** Empty where {@code url} is not that of an embedded database. */
  static Optional<KeyFile> beside(String url) {
    if (!url.startsWith(H2)) {
      return Optional.empty();
    }
    String database = url.substring(H2.length()).split(";", -1)[0];
    if (database.startsWith("mem:")) {
      return Optional.of(new KeyFile(null));
    }
    String file = database.startsWith("file:") ? database.substring("file:".length()) : database;
    if (file.matches("[a-z]{2,}:.*")) { // tcp:, ssl:, zip: …
      return Optional.empty();
    }
    String path = file.startsWith("~") ? System.getProperty("user.home") + file.substring(1) : file;
    return Optional.of(new KeyFile(Path.of(path + ".key").toAbsolutePath()));
  }

  /** The text in the file; {@code maker}'s where there is no file yet. */
  String readOrMake(Supplier<String> maker) {
    if (path == null) {
      return maker.get();
    }
    try {
      if (Files.notExists(path)) {
        make(path, maker.get());
      }
      return Files.readString(path, US_ASCII).strip();
    } catch (IOException e) {
      throw new InvalidSetting(
          SecretKeys.SETTING, "it is not set, and the key file " + path + " can't be used: " + e);
    }
  }

  /** Written elsewhere and linked into place, so that no crash leaves half a key. */
  private static void make(Path path, String key) throws IOException {
    Path folder = requireNonNull(path.getParent()); // the path is absolute, and no folder
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".herald", ".key", ownerOnly(folder));
    try {
      Files.writeString(draft, key + "\n", US_ASCII);
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException e) {
      // somebody else was first: theirs counts
    } catch (UnsupportedOperationException e) {
      Files.move(draft, path); // a file system without links
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
