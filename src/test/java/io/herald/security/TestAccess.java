package io.herald.security;

import io.herald.ids.LongIds;
import io.herald.testing.MapConfig;
import io.herald.testing.RecordedEvents;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;

/** Access as other rooms' tests need it. */
public final class TestAccess {

  private TestAccess() {}

  public static ApiTokens tokens(EntityManager em, LongIds ids, Clock clock) {
    return new ApiTokens(em, ids, clock, new RecordedEvents<>());
  }

  /** What the first start makes; within a transaction. */
  public static OrganizationId makeRoot(EntityManager em, ApiTokens tokens, Clock clock) {
    new FirstStart(em, tokens, MapConfig.settings(Map.of()), clock).prepare();
    return new OrganizationTree(em).root();
  }
}
