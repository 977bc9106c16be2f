package io.herald.transport;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;

/**
 * Hides what a server forces upon each Jersey client: there is no property against it. Payara's
 * makes a span of every request, exported or not, and puts header fields into it that no document
 * of ours names.
 */
final class WithoutForcedProviders extends ClassLoader {

  private static final String FORCED =
      "META-INF/services/" + ForcedAutoDiscoverable.class.getName();

  private WithoutForcedProviders(ClassLoader parent) {
    super(parent);
  }

  /** Does it while this is the thread's context class loader, which Jersey asks. */
  static void run(Runnable action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutForcedProviders(before));
    try {
      action.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!name.equals(FORCED)) {
      return super.getResources(name);
    }
    // where there is nothing, Jersey goes on to look behind this class loader
    URL none = WithoutForcedProviders.class.getResource("no-providers.txt");
    return Collections.enumeration(List.of(Objects.requireNonNull(none)));
  }
}
