package io.herald.webhooks;

import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.problems.BadRequest;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of an organization's webhooks: query parameters {@code search} (a part of the name, the URL
 * or the description, in any case), {@code state}, {@code page} and {@code size}. Without the last
 * two, all of them. A {@code @BeanParam}.
 */
public class WebhookFilter {

  private static final int LONGEST = 200;

  @QueryParam("search")
  private @Nullable String search;

  @QueryParam("state")
  private @Nullable String state;

  @QueryParam("page")
  private @Nullable String page;

  @QueryParam("size")
  private @Nullable String size;

  /** For JAX-RS, which fills in the parameters. */
  public WebhookFilter() {}

  /** The parameters, read. Empty: no restriction. */
  record Criteria(
      Optional<String> search, Optional<WebhookState> state, Optional<PageRequest> page) {}

  /**
   * Reads the parameters.
   *
   * @throws BadRequest naming what is malformed
   */
  Criteria criteria() {
    String part = Parameters.text("search", search);
    if (part != null && part.length() > LONGEST) {
      throw new BadRequest("search", "must not be longer than " + LONGEST + " characters");
    }
    return new Criteria(
        Optional.ofNullable(part).filter(text -> !text.isBlank()),
        Optional.ofNullable(Parameters.parsed("state", state, WebhookState::parse)),
        page == null && size == null
            ? Optional.empty()
            : Optional.of(PageRequest.read(page, size)));
  }
}
