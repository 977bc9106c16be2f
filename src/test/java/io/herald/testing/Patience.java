package io.herald.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait for what is to come. It costs nothing where it comes, and a machine may stand
 * still for some seconds at any moment: Awaitility's own ten are not enough.
 */
public final class Patience implements LauncherSessionListener {

  /** For anything that a healthy machine does within a few seconds. */
  public static final Duration LONG = Duration.ofSeconds(60);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LONG);
  }
}
