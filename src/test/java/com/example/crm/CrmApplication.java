package com.example.crm;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Names its resources: otherwise it would have Herald's, too. */
@ApplicationPath("/customer")
public class CrmApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(AccountsResource.class, HeardResource.class);
  }
}
