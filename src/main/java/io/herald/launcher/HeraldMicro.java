package io.herald.launcher;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the Payara Micro that {@code herald-micro.jar} is made of, with the arguments it was
 * given.
 *
 * <p>A directory named by {@code --rootdir} or {@code --unpackdir} keeps the server's
 * configuration, and with it what was deployed before: after a crash Payara Micro would serve that,
 * an older Herald for instance, instead of what the jar carries. It is made to forget first.
 */
public final class HeraldMicro {

  /** Loaded by name: only the jar that is built from this has it. */
  private static final String SERVER = "fish.payara.micro.PayaraMicro";

  /**
   * Payara Micro sets it to {@code true} where nobody has set it, and whoever listens on IPv6 alone
   * could not be reached.
   */
  private static final String IPV4_ONLY = "java.net.preferIPv4Stack";

  private HeraldMicro() {}

  /**
   * The program.
   *
   * @param arguments those of Payara Micro
   */
  public static void main(String... arguments) throws Exception {
    allowIpv6();
    for (Path folder : keptFolders(arguments)) {
      KeptConfiguration.in(folder).forgetDeployments();
    }
    try {
      Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void allowIpv6() {
    if (System.getProperty(IPV4_ONLY) == null) {
      System.setProperty(IPV4_ONLY, "false");
    }
  }

  /** Payara Micro takes its options in any case. */
  static List<Path> keptFolders(String... arguments) {
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equalsIgnoreCase("--rootdir")
          || arguments[i].equalsIgnoreCase("--unpackdir")) {
        folders.add(Path.of(arguments[i + 1]));
      }
    }
    return folders;
  }
}
