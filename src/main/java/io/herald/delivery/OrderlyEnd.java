package io.herald.delivery;

import io.herald.nodes.NodeRegistration;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Ends delivery while everything it needs is still there: a web application's listeners are told
 * first. Payara destroys enterprise beans only after the data source that the application defines,
 * and after the class loader has stopped; attempts under way could no longer be settled then, nor
 * claims given back.
 */
@WebListener
public class OrderlyEnd implements ServletContextListener {

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Engine engine;

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private NodeRegistration registration;

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    engine.stop();
    registration.leave();
  }
}
