package io.herald.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A receiver to try webhooks with, for the first-run tour: takes what is posted to {@code
 * console/receiver/ID}, where the ID is as long as a secret and of the page's own making, and gives
 * it back as JSON to whoever asks at the same address. It verifies nothing: the page does, with the
 * secret that it was shown. There on {@code herald.console.tour} alone, for this machine alone; it
 * remembers little, and nothing past the end of the server.
 */
@WebServlet(name = "herald-console-receiver", urlPatterns = "/console/receiver/*")
public class TourReceiver extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final int MOST_REMEMBERED = 50;
  private static final int MOST_BYTES = 64 * 1024;
  private static final Pattern ID = Pattern.compile("/[0-9a-f]{32}");

  private final transient ConsoleSettings settings;

  /** The oldest first; its own monitor guards it. */
  private final transient Deque<Taken> taken = new ArrayDeque<>();

  private record Taken(String id, JsonObject request) {}

  @SuppressWarnings("NullAway") // the container asks for it, CDI does not
  public TourReceiver() {
    this.settings = null;
  }

  @Inject
  public TourReceiver(ConsoleSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = request.getPathInfo();
    boolean here = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    if (!settings.tour() || !here || id == null || !ID.matcher(id).matches()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (request.getMethod().equals("POST")) {
      take(id, request, response);
    } else if (request.getMethod().equals("GET")) {
      giveBack(id, response);
    } else {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
  }

  private void take(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    JsonObjectBuilder headers = Json.createObjectBuilder();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.add(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    JsonObject kept =
        Json.createObjectBuilder()
            .add("headers", headers)
            .add("body", new String(body, UTF_8))
            .build();
    synchronized (taken) {
      taken.addLast(new Taken(id, kept));
      if (taken.size() > MOST_REMEMBERED) {
        taken.removeFirst();
      }
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private void giveBack(String id, HttpServletResponse response) throws IOException {
    List<Taken> all;
    synchronized (taken) {
      all = new ArrayList<>(taken);
    }
    JsonArrayBuilder requests = Json.createArrayBuilder();
    all.stream().filter(one -> one.id().equals(id)).map(Taken::request).forEach(requests::add);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(requests.build().toString().getBytes(UTF_8));
  }
}
