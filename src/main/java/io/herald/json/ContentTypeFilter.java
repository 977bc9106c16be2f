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
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@code Content-Type} that is malformed as that of unknown bytes (RFC 9110, section 8.3),
 * so that it is refused like any other that a call does not take. A servlet filter: Jersey reads
 * the header before any filter of its own, and answers with a page of the server's.
 */
public class ContentTypeFilter implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    String type = request.getContentType();
    boolean sound = type == null || isSound(type);
    chain.doFilter(sound ? request : new UnknownBytes((HttpServletRequest) request), answer);
  }

  private static boolean isSound(String type) {
    try {
      return !MediaType.valueOf(type).getSubtype().isEmpty();
    } catch (RuntimeException e) { // IllegalArgumentException by contract, others by experience
      return false;
    }
  }

  private static final class UnknownBytes extends HttpServletRequestWrapper {

    UnknownBytes(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getContentType() {
      return MediaType.APPLICATION_OCTET_STREAM;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isContentType(name) ? getContentType() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isContentType(name)
          ? Collections.enumeration(Collections.singleton(getContentType()))
          : super.getHeaders(name);
    }

    private static boolean isContentType(String name) {
      return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name);
    }
  }
}
