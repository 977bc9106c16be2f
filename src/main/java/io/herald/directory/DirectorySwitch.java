package io.herald.directory;

import io.herald.problems.NotFound;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Whether the directory is ours; where it is somebody else's, its calls are not there. */
@Provider
@OwnDirectory
@ApplicationScoped
public class DirectorySwitch implements ContainerRequestFilter {

  private final boolean on;

  /** For the CDI proxy. */
  public DirectorySwitch() {
    this.on = false;
  }

  /** Reads {@code herald.directory.enabled}. */
  @Inject
  public DirectorySwitch(Settings settings) {
    this.on = settings.flag("herald.directory.enabled");
  }

  /** Whether organizations, users and groups are kept here. */
  public boolean isOn() {
    return on;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!on) {
      throw new NotFound("The directory is kept elsewhere.");
    }
  }
}
