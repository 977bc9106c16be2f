package io.herald.chaos;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An agent that takes all memory of the process that it is loaded into. */
public final class OutOfMemory {

  private OutOfMemory() {}

  /** Loads itself into a process. That may end before it has answered. */
  static void provoke(long pid, Path folder) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
    try {
      machine.loadAgent(jar(folder).toString());
    } catch (IOException e) {
      // the process went while it answered
    }
  }

  private static Path jar(Path folder) throws IOException {
    Path jar = folder.toAbsolutePath().resolve("out-of-memory.jar");
    String classFile = OutOfMemory.class.getName().replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", OutOfMemory.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream code = OutOfMemory.class.getClassLoader().getResourceAsStream(classFile)) {
      out.putNextEntry(new JarEntry(classFile));
      out.write(code.readAllBytes());
      out.closeEntry();
    }
    return jar;
  }

  /** Called by the JVM in the other process. */
  public static void agentmain(String arguments) {
    Thread eater =
        new Thread(
            () -> {
              Object[] eaten = null;
              while (true) {
                eaten = new Object[] {eaten, new byte[1 << 20]}; // each holds the one before
              }
            },
            "out-of-memory");
    eater.start();
  }
}
