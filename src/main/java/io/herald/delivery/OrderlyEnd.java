package io.herald.delivery;

import io.herald.nodes.NodeRegistration;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends delivery while everything it needs is still there: a web application's listeners are told
 * first. Payara destroys enterprise beans only after the data source that the application defines,
 * and after the class loader has stopped; attempts under way could no longer be settled then, nor
 * claims given back.
 */
@WebListener
public class OrderlyEnd implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(OrderlyEnd.class.getName());
  private static final String CLASSES = "/WEB-INF/classes/";

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Engine engine;

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private NodeRegistration registration;

  /**
   * Loads what an attempt needs until it is settled: a server that stops loads no class any more,
   * and it may be asked to stop during its first attempt.
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    for (String room : List.of("delivery", "transport")) {
      @Nullable Set<String> files =
          event.getServletContext().getResourcePaths(CLASSES + "io/herald/" + room + "/");
      if (files != null) { // null where Herald is a library of another application
        files.stream().filter(file -> file.endsWith(".class")).forEach(OrderlyEnd::load);
      }
    }
  }

  private static void load(String file) {
    String name = file.substring(CLASSES.length(), file.length() - ".class".length());
    try {
      Class.forName(name.replace('/', '.'), true, OrderlyEnd.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) { // whoever needs it will say so
      LOG.log(Level.FINE, e, () -> name + " could not be loaded");
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    engine.stop();
    registration.leave();
  }
}
