package io.herald.security;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes what an installation can't be without: the root organization and an administrator's token.
 * Nodes that start at once take turns.
 */
@ApplicationScoped
public class FirstStart {

  static final String ADMIN_TOKEN = "herald.admin-token";
  static final String ROOT_NAME = "herald.root-organization";

  private static final Logger LOG = Logger.getLogger(FirstStart.class.getName());

  /** A row that is always there: its lock makes the nodes take turns. */
  private static final String TAKE_TURNS =
      "select revision from catalog_revision where id = 1 for update";

  private static final String ROOT = "select id from organization where parent_id is null";
  private static final String MAKE_ROOT =
      "insert into organization (id, name, created_at, updated_at) values (?1, ?2, ?3, ?4)";

  private static final int SHORTEST_TOKEN = 16;

  private final EntityManager em;
  private final ApiTokens tokens;
  private final Settings settings;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  FirstStart() { // for the CDI proxy
    this(null, null, null, null);
  }

  @Inject
  FirstStart(EntityManager em, ApiTokens tokens, Settings settings, Clock clock) {
    this.em = em;
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Makes what is missing, and sees to it that {@code herald.admin-token} is good if it is set.
   *
   * @return the administrator's token, if a random one was made
   */
  @Transactional
  Optional<BearerToken> prepare() {
    em.createNativeQuery(TAKE_TURNS).getSingleResult();
    Optional<OrganizationId> present = root();
    OrganizationId root = present.orElseGet(this::makeRoot);
    Optional<BearerToken> configured = settings.optionalText(ADMIN_TOKEN).map(FirstStart::checked);
    if (configured.isPresent()) {
      accept(configured.get(), root);
      return Optional.empty();
    }
    if (present.isPresent()) {
      return Optional.empty();
    }
    BearerToken made = BearerToken.random();
    tokens.issue(new Identity(root, Role.ADMIN, "first administrator"), made);
    return Optional.of(made);
  }

  private Optional<OrganizationId> root() {
    List<?> roots = em.createNativeQuery(ROOT).getResultList();
    return roots.stream().findFirst().map(id -> new OrganizationId((UUID) id));
  }

  private OrganizationId makeRoot() {
    UUID id = UUID.randomUUID();
    Timestamp now = Timestamp.from(clock.instant());
    em.createNativeQuery(MAKE_ROOT)
        .setParameter(1, id)
        .setParameter(2, settings.text(ROOT_NAME))
        .setParameter(3, now)
        .setParameter(4, now)
        .executeUpdate();
    return new OrganizationId(id);
  }

  private void accept(BearerToken token, OrganizationId root) {
    Optional<ApiToken> stored = tokens.find(token);
    if (stored.isEmpty()) {
      tokens.issue(new Identity(root, Role.ADMIN, ADMIN_TOKEN), token);
    } else if (stored.get().revoked()) {
      LOG.log(Level.WARNING, "{0} was revoked and stays so; set another one", ADMIN_TOKEN);
    }
  }

  private static BearerToken checked(String token) {
    if (token.length() < SHORTEST_TOKEN || !token.matches("[!-~]+")) {
      throw new InvalidSetting(
          ADMIN_TOKEN, "it must be at least 16 visible ASCII characters without a space");
    }
    return BearerToken.of(token);
  }
}
