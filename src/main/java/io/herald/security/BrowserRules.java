package io.herald.security;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What browsers are told to allow: who may show the console in a frame ({@code
 * herald.console.frame-ancestors}) and whose pages may call the API ({@code
 * herald.cors.allowed-origins}). Nobody, unless the settings say otherwise.
 */
@ApplicationScoped
public class BrowserRules {

  private static final String FRAMES = "herald.console.frame-ancestors";
  private static final String ORIGINS = "herald.cors.allowed-origins";

  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");
  private static final Pattern ANCESTOR =
      Pattern.compile("self|https?://(\\*\\.)?[a-z0-9.-]+(:[0-9]{1,5})?");

  /** For a page of ES modules and style sheets of its own, and nothing inline. */
  private static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors ";

  private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

  private final List<String> frameAncestors;
  private final List<String> origins;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  BrowserRules() { // for the CDI proxy
    this.frameAncestors = null;
    this.origins = null;
  }

  /**
   * @throws InvalidSetting where a setting holds something else than origins
   */
  @Inject
  public BrowserRules(Settings settings) {
    frameAncestors =
        checked(settings, FRAMES, ANCESTOR, "origins such as https://example.com, or self");
    origins = checked(settings, ORIGINS, ORIGIN, "origins such as https://example.com");
  }

  /** {@code Content-Security-Policy} of pages that say nothing more exact. */
  String pagePolicy() {
    return PAGE + frameAncestors();
  }

  /** Who may show a page in a frame, as {@code frame-ancestors} of a policy has it. */
  public String frameAncestors() {
    return frameAncestors.isEmpty()
        ? "'none'"
        : String.join(" ", frameAncestors).replaceAll("(^| )self( |$)", "$1'self'$2");
  }

  /** {@code Content-Security-Policy} of the API's answers, which no browser should show. */
  String dataPolicy() {
    return DATA;
  }

  /** {@code X-Frame-Options} for old browsers; null where it can't say what is allowed. */
  @Nullable String frameOptions() {
    if (frameAncestors.isEmpty()) {
      return "DENY";
    }
    return frameAncestors.equals(List.of("self")) ? "SAMEORIGIN" : null;
  }

  /** Whether pages of {@code origin} may call the API. */
  boolean allowsOrigin(@Nullable String origin) {
    return origin != null && origins.contains(origin);
  }

  private static List<String> checked(
      Settings settings, String key, Pattern form, String description) {
    List<String> values = settings.list(key);
    for (String value : values) {
      if (!form.matcher(value).matches()) {
        throw new InvalidSetting(key, value, "it must be " + description);
      }
    }
    return values;
  }
}
