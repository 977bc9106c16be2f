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
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The tokens that were given out. */
@ApplicationScoped
@Transactional
public class ApiTokens {

  private static final String BY_HASH = "select t from ApiToken t where t.hash = :hash";

  private static final String VALID =
      """
      from ApiToken t where t.organization = :organization and t.revokedAt is null
        and (t.expiresAt is null or t.expiresAt > :now) and t.role in :roles""";

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
    Instant now = clock.instant();
    Optional<ApiToken> good = find(token).filter(found -> found.goodAt(now));
    good.ifPresent(found -> found.used(now));
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

  /** The good tokens of {@code organization}, oldest first; portal links are none of them. */
  Page<ApiToken> list(OrganizationId organization, PageRequest page) {
    return list(organization, false, page);
  }

  /** The good portal links of {@code organization}, oldest first. */
  Page<ApiToken> portalLinks(OrganizationId organization, PageRequest page) {
    return list(organization, true, page);
  }

  private Page<ApiToken> list(OrganizationId organization, boolean portal, PageRequest page) {
    long total =
        valid(em.createQuery("select count(t) " + VALID, Long.class), organization, portal)
            .getSingleResult();
    List<ApiToken> content =
        valid(
                em.createQuery("select t " + VALID + " order by t.id", ApiToken.class),
                organization,
                portal)
            .setFirstResult(page.offset())
            .setMaxResults(page.size())
            .getResultList();
    return Page.of(content, total, page);
  }

  /** Revokes the token, if it is one of {@code reach}. */
  void revoke(long id, Predicate<OrganizationId> reach) {
    revoke(id, false, reach);
  }

  /** Revokes the portal link, if it is one of {@code reach}. */
  void revokePortalLink(long id, Predicate<OrganizationId> reach) {
    revoke(id, true, reach);
  }

  private void revoke(long id, boolean portal, Predicate<OrganizationId> reach) {
    Instant now = clock.instant();
    ApiToken token =
        Optional.ofNullable(em.find(ApiToken.class, id))
            .filter(found -> found.goodAt(now))
            .filter(found -> (found.standsFor().role() == Role.PORTAL) == portal)
            .filter(found -> reach.test(found.standsFor().organization()))
            .orElseThrow(
                () ->
                    new NotFound("There is no " + (portal ? "portal link " : "token ") + id + "."));
    token.revoke(now);
    revoked.fire(new TokensRevoked());
  }

  private <T> TypedQuery<T> valid(
      TypedQuery<T> query, OrganizationId organization, boolean portal) {
    return query
        .setParameter("organization", organization.value())
        .setParameter("now", clock.instant())
        .setParameter(
            "roles", portal ? List.of("portal") : List.of("admin", "publisher", "viewer"));
  }

  /** Deletes every token of an organization that goes. */
  public void deleteOf(OrganizationId organization) {
    em.createQuery(DELETE_ALL).setParameter("organization", organization.value()).executeUpdate();
    revoked.fire(new TokensRevoked());
  }
}
