package io.herald.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system in memory that is soon full; whoever may not mount one goes without. */
record SmallDisk(Path path) implements AutoCloseable {

  static Optional<SmallDisk> mount(Path path, int megabytes) throws IOException {
    Files.createDirectories(path);
    boolean mounted =
        run(
            List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=1777,size=" + megabytes + "m",
                "tmpfs",
                path.toAbsolutePath().toString()));
    return mounted ? Optional.of(new SmallDisk(path)) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    run(List.of("umount", path.toAbsolutePath().toString()));
  }

  private static boolean run(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
