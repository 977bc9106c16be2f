package io.herald.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;

/**
 * Makes the {@link Caller} of each request. By a method, because Payara looks for points of
 * injection in each instance of a class, which costs more than all the rest of authentication.
 */
@ApplicationScoped
class Callers {

  @Produces
  @RequestScoped
  Caller caller() {
    return new Caller();
  }
}
