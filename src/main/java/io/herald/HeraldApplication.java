package io.herald;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The REST API: every resource of the WAR, below {@code /v1}. */
@ApplicationPath("/v1")
public class HeraldApplication extends Application {

  /** Jersey would answer OPTIONS with a WADL of its own making, to anybody. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
