package io.herald.it;

import java.io.File;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What Arquillian takes for the one test class: the built WAR with the movable clock. */
@RunAsClient
public class Deployed {

  /** The address of the deployment, known to Arquillian once the server runs. */
  @ArquillianResource
  @SuppressWarnings("NullAway") // set by Arquillian
  URL url;

  @Deployment(testable = false)
  public static WebArchive herald() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("war")))
        .addPackage("io.herald.it.server");
  }

  /** Stands for a test method: before one, Arquillian fills the fields. */
  public void atRest() {}
}
