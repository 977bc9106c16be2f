package io.herald.security;

import io.herald.ids.LongIds;
import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.problems.NotFound;
import io.herald.problems.Rejected;
import io.herald.storage.BrokenConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tokens that were given out. */
@ApplicationScoped
@Transactional
public class ApiTokens {

  private static final String BY_HASH = "select t from ApiToken t where t.hash = :hash";

  private static final String VALID =
      " from ApiToken t where t.organization = :organization and t.revokedAt is null";

  private static final String DELETE_ALL =
      "delete from ApiToken t where t.organization = :organization";

  private final EntityManager em;
  private final LongIds ids;
  private final Clock clock;
  private final Event<TokensRevoked> revoked;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  ApiTokens() { // for the CDI proxy
    this(null, null, null, null);
  }

  @Inject
  ApiTokens(EntityManager em, LongIds ids, Clock clock, Event<TokensRevoked> revoked) {
    this.em = em;
    this.ids = ids;
    this.clock = clock;
    this.revoked = revoked;
  }

  /** Keeps {@code token}'s hash, so that it is good from the commit on. */
  ApiToken issue(Identity standsFor, BearerToken token) {
    ApiToken issued = new ApiToken(ids.next(), standsFor, token, clock.instant());
    em.persist(issued);
    try {
      em.flush();
    } catch (PersistenceException e) {
      if (BrokenConstraint.is("api_token_organization_fk", e)) { // deleted a moment ago
        throw new Rejected("/organizationId", "is not an organization that this token reaches");
      }
      throw e;
    }
    return issued;
  }

  /** Whom {@code token} stands for, if it is good; notes the use. */
  Optional<Identity> use(BearerToken token) {
    Optional<ApiToken> good = find(token).filter(found -> !found.revoked());
    good.ifPresent(found -> found.used(clock.instant()));
    return good.map(ApiToken::standsFor);
  }

  /** The token with that text, revoked or not. */
  Optional<ApiToken> find(BearerToken token) {
    return em.createQuery(BY_HASH, ApiToken.class)
        .setParameter("hash", token.hash())
        .getResultStream()
        .filter(found -> found.recognizes(token))
        .findFirst();
  }

  /** The good tokens of {@code organization}, oldest first. */
  Page<ApiToken> list(OrganizationId organization, PageRequest page) {
    long total =
        em.createQuery("select count(t)" + VALID, Long.class)
            .setParameter("organization", organization.value())
            .getSingleResult();
    List<ApiToken> content =
        em.createQuery("select t" + VALID + " order by t.id", ApiToken.class)
            .setParameter("organization", organization.value())
            .setFirstResult(page.offset())
            .setMaxResults(page.size())
            .getResultList();
    return Page.of(content, total, page);
  }

  /** Revokes the token, if it is one of {@code reach}. */
  void revoke(long id, Predicate<OrganizationId> reach) {
    ApiToken token =
        Optional.ofNullable(em.find(ApiToken.class, id))
            .filter(found -> !found.revoked())
            .filter(found -> reach.test(found.standsFor().organization()))
            .orElseThrow(() -> new NotFound("There is no token " + id + "."));
    token.revoke(clock.instant());
    revoked.fire(new TokensRevoked());
  }

  /** Deletes every token of an organization that goes. */
  public void deleteOf(OrganizationId organization) {
    em.createQuery(DELETE_ALL).setParameter("organization", organization.value()).executeUpdate();
    revoked.fire(new TokensRevoked());
  }
}
