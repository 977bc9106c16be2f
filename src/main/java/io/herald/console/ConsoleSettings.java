package io.herald.console;

import io.herald.security.BrowserRules;
import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys {@code herald.console.*}: what the operator decides about the console. */
@ApplicationScoped
public class ConsoleSettings {

  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

  private final boolean enabled;
  private final boolean tour;
  private final String policy;
  private final JsonObject json;

  /** For the CDI proxy. */
  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public ConsoleSettings() {
    this.enabled = false;
    this.tour = false;
    this.policy = null;
    this.json = null;
  }

  @Inject
  public ConsoleSettings(Settings settings, BrowserRules browsers) {
    this.enabled = settings.flag("herald.console.enabled");
    this.tour = settings.flag("herald.console.tour");
    JsonObjectBuilder read = Json.createObjectBuilder();
    read.add("name", settings.text("herald.console.name"));
    settings.optionalText("herald.console.logo").ifPresent(url -> read.add("logo", logo(url)));
    settings
        .optionalText("herald.console.accent")
        .ifPresent(color -> read.add("accent", checked("accent", color, COLOR, "as #336699")));
    read.add("theme", theme(settings.text("herald.console.theme")));
    read.add("tour", tour);
    read.add("insecure", settings.flag("herald.insecure.allow-http"));
    OpenIdProvider.of(settings).ifPresent(provider -> read.add("openId", provider.json()));
    this.json = read.build();
    this.policy = policy(settings, browsers);
  }

  boolean enabled() {
    return enabled;
  }

  /** Whether the built-in receiver of the first-run tour listens. */
  boolean tour() {
    return tour;
  }

  /** What the pages need to know before anybody has signed in. No secrets. */
  JsonObject json() {
    return json;
  }

  String contentSecurityPolicy() {
    return policy;
  }

  private static String policy(Settings settings, BrowserRules browsers) {
    String provider =
        OpenIdProvider.of(settings)
            .map(OpenIdProvider::origins)
            .orElse(Stream.empty())
            .collect(Collectors.joining(" "));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: https:",
        ("connect-src 'self' " + provider).strip(),
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors " + browsers.frameAncestors());
  }

  private static String logo(String url) {
    try {
      URI uri = URI.create(url);
      if ("https".equals(uri.getScheme()) || uri.getScheme() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting("herald.console.logo", url, "it must be a URL");
    }
    throw new InvalidSetting("herald.console.logo", url, "it must be https, or a path");
  }

  private static String theme(String theme) {
    if (!List.of("auto", "light", "dark").contains(theme)) {
      throw new InvalidSetting("herald.console.theme", theme, "it must be auto, light or dark");
    }
    return theme;
  }

  private static String checked(String key, String value, Pattern form, String what) {
    if (!form.matcher(value).matches()) {
      throw new InvalidSetting("herald.console." + key, value, "it must be " + what);
    }
    return value;
  }
}
