package io.herald.catalog;

import io.herald.security.OrganizationId;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of all registered types, with compiled schemas, as of one revision. Immutable. */
final class RuleBook {

  private static final Logger LOG = System.getLogger(RuleBook.class.getName());

  static final RuleBook EMPTY = new RuleBook(-1, Map.of());

  private final long revision;
  private final Map<OrganizationId, Map<String, Rule>> rules;

  private RuleBook(long revision, Map<OrganizationId, Map<String, Rule>> rules) {
    this.revision = revision;
    this.rules = rules;
  }

  /**
   * What decides over events of one type.
   *
   * @param schema null: any payload will do
   */
  record Rule(boolean archived, @Nullable PayloadSchema schema) {}

  long revision() {
    return revision;
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  Optional<Rule> of(OrganizationId owner, String type) {
    return Optional.ofNullable(rules.getOrDefault(owner, Map.of()).get(type));
  }

  /** This one with what changed up to a later revision. */
  RuleBook with(long newRevision, List<TypeStore.Rule> changes) {
    if (changes.isEmpty()) {
      return new RuleBook(newRevision, rules);
    }
    Map<OrganizationId, Map<String, Rule>> next = new HashMap<>(rules);
    for (TypeStore.Rule change : changes) {
      Map<String, Rule> ofOwner = new HashMap<>(next.getOrDefault(change.owner(), Map.of()));
      if (change.gone()) {
        ofOwner.remove(change.name());
      } else {
        ofOwner.put(change.name(), compiled(change));
      }
      if (ofOwner.isEmpty()) {
        next.remove(change.owner());
      } else {
        next.put(change.owner(), ofOwner);
      }
    }
    return new RuleBook(newRevision, next);
  }

  private static Rule compiled(TypeStore.Rule row) {
    try {
      JsonObject schema = StoredJson.object(row.schema());
      return new Rule(row.archived(), schema == null ? null : PayloadSchema.known(schema));
    } catch (JsonException | IllegalArgumentException e) {
      // it was checked when it was registered; a broken row must not stop everybody's events
      LOG.log(Level.ERROR, "The schema of event type " + row.name() + " can't be read.", e);
      return new Rule(row.archived(), null);
    }
  }
}
