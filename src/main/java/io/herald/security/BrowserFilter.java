package io.herald.security;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers what they may do with an answer. A servlet filter, so that static files are under
 * it too: {@code web.xml} puts it before everything, {@code web-fragment.xml} in a customer's WAR
 * before our own paths alone.
 */
public class BrowserFilter implements Filter {

  private static final String API = "/v1/";
  private static final String EXPOSED =
      "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate, X-Total-Count";
  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String HEADERS =
      "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key";

  private final BrowserRules rules;
  private final ClientAddress client;

  @Inject
  public BrowserFilter(BrowserRules rules, ClientAddress client) {
    this.rules = rules;
    this.client = client;
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse anyAnswer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) any;
    HttpServletResponse answer = (HttpServletResponse) anyAnswer;
    boolean api = request.getRequestURI().startsWith(request.getContextPath() + API);
    protect(request, answer, api);
    if (api && crossOrigin(request, answer)) {
      answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    chain.doFilter(request, answer);
  }

  private void protect(HttpServletRequest request, HttpServletResponse answer, boolean api) {
    answer.setHeader("Content-Security-Policy", api ? rules.dataPolicy() : rules.pagePolicy());
    @Nullable String frameOptions = rules.frameOptions();
    if (frameOptions != null) {
      answer.setHeader("X-Frame-Options", frameOptions);
    }
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "no-referrer");
    answer.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (api) {
      answer.setHeader("Cache-Control", "no-store"); // secrets are shown once
    }
    if (client.overHttps(request)) {
      answer.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /** Says which pages may read the answer; true where the request only asks that. */
  private boolean crossOrigin(HttpServletRequest request, HttpServletResponse answer) {
    String origin = request.getHeader("Origin");
    if (!rules.allowsOrigin(origin)) {
      return false;
    }
    answer.setHeader("Access-Control-Allow-Origin", origin);
    answer.addHeader("Vary", "Origin");
    answer.setHeader("Access-Control-Expose-Headers", EXPOSED);
    boolean preflight =
        request.getMethod().equals("OPTIONS")
            && request.getHeader("Access-Control-Request-Method") != null;
    if (preflight) {
      answer.setHeader("Access-Control-Allow-Methods", METHODS);
      answer.setHeader("Access-Control-Allow-Headers", HEADERS);
      answer.setHeader("Access-Control-Max-Age", "600");
    }
    return preflight;
  }
}
