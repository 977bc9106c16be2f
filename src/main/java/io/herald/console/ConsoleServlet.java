package io.herald.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Delivers the console. {@code assets/FINGERPRINT/…} are its files, which a browser may keep for
 * good; every other path is the first page, never kept, which finds out by itself what to show
 * there.
 */
@WebServlet(name = "herald-console", urlPatterns = "/console/*")
public class ConsoleServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String ASSETS = "/assets/";

  private final transient ConsoleSettings settings;
  private transient Optional<Assets> assets = Optional.empty();

  @SuppressWarnings("NullAway") // the container asks for it, CDI does not
  public ConsoleServlet() {
    this.settings = null;
  }

  @Inject
  public ConsoleServlet(ConsoleSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (!settings.enabled()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (path == null) { // relative links need the slash
      response.sendRedirect(request.getContextPath() + "/console/");
    } else if (path.startsWith(ASSETS)) {
      deliverAsset(path.substring(ASSETS.length()), request, response);
    } else {
      deliverIndex(request, response);
    }
  }

  private void deliverIndex(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String base = request.getContextPath() + "/console/";
    String html =
        assets()
            .index()
            .replace("{{assets}}", base + ASSETS.substring(1) + assets().fingerprint() + "/")
            .replace("{{base}}", base)
            .replace("{{settings}}", attribute(settings.json().toString()));
    response.setHeader("Cache-Control", "no-cache");
    // in place of the filter's: the page has a base, may have a logo, and may call an identity
    // provider
    response.setHeader("Content-Security-Policy", settings.contentSecurityPolicy());
    write(Asset.of("index.html", html.getBytes(UTF_8)), request, response);
  }

  private void deliverAsset(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int slash = path.indexOf('/');
    Optional<Asset> asset = slash < 0 ? Optional.empty() : assets().find(path.substring(slash + 1));
    if (asset.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    // a page of another release may still be open: it gets what is here now, and does not keep it
    boolean current = path.startsWith(assets().fingerprint() + "/");
    response.setHeader(
        "Cache-Control", current ? "public, max-age=31536000, immutable" : "no-cache");
    String tag = "\"" + assets().fingerprint() + "\"";
    response.setHeader("ETag", tag);
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      write(asset.get(), request, response);
    }
  }

  private static void write(Asset asset, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String accepted = request.getHeader("Accept-Encoding");
    boolean gzip = accepted != null && accepted.contains("gzip");
    byte[] bytes = gzip ? asset.gzip() : asset.plain();
    response.setHeader("Vary", "Accept-Encoding");
    if (gzip) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentType(asset.type());
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Read when the first person comes: most nodes never see one. */
  private synchronized Assets assets() {
    if (assets.isEmpty()) {
      assets = Optional.of(new Assets());
    }
    return assets.get();
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
