package io.herald.it;

import java.net.URI;
import org.jboss.arquillian.test.spi.LifecycleMethodExecutor;
import org.jboss.arquillian.test.spi.TestRunnerAdaptor;
import org.jboss.arquillian.test.spi.TestRunnerAdaptorBuilder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test an {@link Api} to the server, as its administrator, and its {@link ServerClock}.
 * Arquillian starts the server and deploys the WAR when the first test asks; both last until the
 * last test has run, because a start takes longer than all tests.
 */
class RunningHerald implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Api.class || type == ServerClock.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Server server =
        context
            .getRoot()
            .getStore(Namespace.create(RunningHerald.class))
            .getOrComputeIfAbsent(Server.class, key -> Server.start(), Server.class);
    Api api = new Api(server.address, TestServers.ADMIN_TOKEN);
    return parameter.getParameter().getType() == Api.class ? api : new ServerClock(api);
  }

  private static final class Server implements AutoCloseable {

    private final TestRunnerAdaptor arquillian;
    private final URI address;

    private Server(TestRunnerAdaptor arquillian, URI address) {
      this.arquillian = arquillian;
      this.address = address;
    }

    static Server start() {
      TestRunnerAdaptor arquillian = TestRunnerAdaptorBuilder.build();
      try {
        arquillian.beforeSuite();
        arquillian.beforeClass(Deployed.class, LifecycleMethodExecutor.NO_OP);
        Deployed deployed = new Deployed();
        arquillian.before(
            deployed, Deployed.class.getMethod("atRest"), LifecycleMethodExecutor.NO_OP);
        // Payara's adapter names the machine; the server listens on loopback alone
        return new Server(arquillian, URI.create("http://127.0.0.1:" + deployed.url.getPort()));
      } catch (Exception e) {
        throw new IllegalStateException("the server did not start", e);
      }
    }

    @Override
    public void close() {
      try {
        arquillian.afterClass(Deployed.class, LifecycleMethodExecutor.NO_OP);
        arquillian.afterSuite();
        arquillian.shutdown();
      } catch (Exception e) {
        throw new IllegalStateException("the server did not stop", e);
      }
    }
  }
}
