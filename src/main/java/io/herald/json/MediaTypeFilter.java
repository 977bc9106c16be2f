package io.herald.json;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@code Content-Type} or an {@code Accept} that is malformed as that of unknown bytes (RFC
 * 9110, section 8.3), so that it is refused like any other that a call does not take or give. A
 * servlet filter: Jersey reads these headers before any filter of its own, and answers with a page
 * of the server's.
 */
public class MediaTypeFilter implements Filter {

  /** Commas, but for those within quotes. */
  private static final Pattern BETWEEN = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  private static final Pattern QUALITY = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");
  private static final int MOST_ACCEPTED = 2000;

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) any;
    if (!isSound(request.getContentType())) {
      request = new UnknownBytes(request, HttpHeaders.CONTENT_TYPE);
    }
    if (!Collections.list(request.getHeaders(HttpHeaders.ACCEPT)).stream()
        .allMatch(MediaTypeFilter::areSound)) {
      request = new UnknownBytes(request, HttpHeaders.ACCEPT);
    }
    chain.doFilter(request, answer);
  }

  private static boolean areSound(String accepted) {
    return isCommon(accepted)
        || (accepted.length() <= MOST_ACCEPTED
            && Stream.of(BETWEEN.split(accepted, -1)).allMatch(MediaTypeFilter::isSound));
  }

  private static boolean isSound(@Nullable String type) {
    if (type == null || isCommon(type)) {
      return true;
    }
    try {
      MediaType parsed = MediaType.valueOf(type.strip());
      String quality = parsed.getParameters().get("q");
      return !parsed.getSubtype().isEmpty()
          && (quality == null || QUALITY.matcher(quality).matches());
    } catch (RuntimeException e) { // IllegalArgumentException by contract, others by experience
      return false;
    }
  }

  private static boolean isCommon(String type) {
    return type.equals(MediaType.APPLICATION_JSON) || type.equals(MediaType.WILDCARD);
  }

  private static final class UnknownBytes extends HttpServletRequestWrapper {

    private final String replaced;

    UnknownBytes(HttpServletRequest request, String header) {
      super(request);
      this.replaced = header;
    }

    @Override
    public String getContentType() {
      return replaced.equals(HttpHeaders.CONTENT_TYPE)
          ? MediaType.APPLICATION_OCTET_STREAM
          : super.getContentType();
    }

    @Override
    public @Nullable String getHeader(String name) {
      return replaced.equalsIgnoreCase(name)
          ? MediaType.APPLICATION_OCTET_STREAM
          : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return replaced.equalsIgnoreCase(name)
          ? Collections.enumeration(Collections.singleton(MediaType.APPLICATION_OCTET_STREAM))
          : super.getHeaders(name);
    }
  }
}
