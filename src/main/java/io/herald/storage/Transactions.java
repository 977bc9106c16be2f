package io.herald.storage;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Makes the registry injectable, for what must happen when the caller's transaction has ended. An
 * alternative, because WildFly has such a bean of its own and Payara has none: with it there is one
 * on both.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class Transactions {

  @Produces
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  @SuppressWarnings("NullAway") // set by the container
  TransactionSynchronizationRegistry registry;
}
