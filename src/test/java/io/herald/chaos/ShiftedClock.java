package io.herald.chaos;

import io.herald.it.ServerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A clock for one process that can be set while it runs: {@code libfaketime}, where there is one.
 */
record ShiftedClock(Path library, Path file) {

  /** Where Debian, Fedora and others put it; Debian has the processor in the path. */
  private static final List<String> PLACES = List.of("/usr/lib", "/usr/lib64", "/usr/local/lib");

  /** Empty where the library is not installed. */
  static Optional<ShiftedClock> in(Path folder) throws IOException {
    for (String place : PLACES) {
      if (Files.isDirectory(Path.of(place))) {
        try (Stream<Path> files = Files.find(Path.of(place), 3, (path, is) -> isLibrary(path))) {
          Optional<Path> library = files.findFirst();
          if (library.isPresent()) {
            ShiftedClock clock =
                new ShiftedClock(library.get(), folder.toAbsolutePath().resolve("clock"));
            clock.shift(Duration.ZERO);
            return Optional.of(clock);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isLibrary(Path path) {
    return path.getFileName().toString().equals("libfaketimeMT.so.1");
  }

  /** Runs the server under this clock. */
  ServerCommand around(ServerCommand command) {
    return (settings, port, folder) -> {
      List<String> line =
          new ArrayList<>(
              List.of(
                  "env",
                  "LD_PRELOAD=" + library,
                  "FAKETIME_TIMESTAMP_FILE=" + file,
                  "FAKETIME_CACHE_DURATION=1",
                  "FAKETIME_DONT_FAKE_MONOTONIC=1",
                  // else waits on the monotonic clock end at once, and the server spins
                  "FAKETIME_FORCE_MONOTONIC_FIX=0"));
      line.addAll(command.line(settings, port, folder));
      return line;
    };
  }

  /** From what the time is to what the process is told it is. */
  void shift(Duration by) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("clock.next");
    Files.writeString(next, "%+d%n".formatted(by.toSeconds()));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
