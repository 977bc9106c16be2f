package io.herald.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports on 127.0.0.1 that nobody listens on, and that stay so: they are below those that systems
 * give to connections and to whoever asks for any. A port of that kind may be another's before the
 * one it was chosen for has started.
 */
public final class FreePorts {

  private static final int LOWEST = 11_000;

  /** All are below this. */
  public static final int END = 27_000;

  private static final int TRIES = 1000;

  /** Where to begin differs from run to run, and from JVM to JVM. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - LOWEST));

  private FreePorts() {}

  /** One that no other call of this JVM has returned, as long as there are such. */
  public static int next() {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), END - LOWEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port");
  }

  /** Whether nobody listens there now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
