package io.herald.settings;

/**
 * What happens when a setting makes no sense: one line on standard error, whatever the server makes
 * of the exception that follows. A process that runs Herald alone ends, since it would stay up with
 * nothing to serve.
 */
public final class StartFailure {

  /** In {@code herald-micro.jar} the server carries its application: the process has no other. */
  private static final String CARRIED = "MICRO-INF/deploy/ROOT.war";

  /**
   * {@code EX_CONFIG} of sysexits.h: something was found in an unconfigured or misconfigured state.
   */
  private static final int MISCONFIGURED = 78;

  private StartFailure() {}

  /** Reports what is wrong; does not return where the process ends. */
  public static void report(InvalidSetting wrong) {
    System.err.println("Herald does not start: " + wrong.getMessage());
    if (ClassLoader.getSystemResource(CARRIED) != null) {
      Runtime.getRuntime().halt(MISCONFIGURED); // exit() would wait for a server that is starting
    }
  }
}
