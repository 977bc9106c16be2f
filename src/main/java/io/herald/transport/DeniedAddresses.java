package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.net.Cidr;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reads {@code denied-addresses.txt}: a range a line, then what it is. */
final class DeniedAddresses {

  private static final String RESOURCE = "denied-addresses.txt";

  private DeniedAddresses() {}

  static List<Cidr> load() {
    InputStream resource =
        Objects.requireNonNull(DeniedAddresses.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Cidr.parse(line.split("\\s", 2)[0]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
