package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testing.RecordingReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the console feels with {@link ManyRows}: opens every page that lists, turns pages, filters,
 * scrolls, and writes down how long a person waits, what blocks the browser, and what it keeps in
 * memory. Measures, on whatever machine; fails only where a page shows nothing. A server of its own
 * on PostgreSQL.
 */
@EnabledIfSystemProperty(
    named = "console.scale",
    matches = "true",
    disabledReason = "takes minutes: -Dconsole.scale=true")
@ExtendWith(InChromium.class)
class ConsoleScaleIT {

  private static final int TURNS = 100;

  /** A long task is one of more than 50 ms. */
  private static final String WATCH =
      """
      window.watched = {long: [], ready: 0};
      new PerformanceObserver((list) => list.getEntries().forEach((one) => watched.long.push(one.duration))).observe({type: 'longtask', buffered: true});
      const seen = new MutationObserver(() => {
        if (document.querySelector('h1') && !document.querySelector('.skeleton') && document.querySelector('main .card, main form')) {
          seen.disconnect();
          requestAnimationFrame(() => setTimeout(() => (watched.ready = performance.now())));
        }
      });
      seen.observe(document, {subtree: true, childList: true});
      """;

  private static final String UNTIL_READY =
      """
      const done = arguments[arguments.length - 1];
      const wait = () => (watched.ready ? done([watched.ready, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
        performance.getEntries().reduce((n, e) => n + (e.transferSize ?? 0), 0), document.querySelectorAll('*').length]) : requestAnimationFrame(wait));
      wait();
      """;

  /** Milliseconds until the page of an address shows all that it reads. */
  private static final String GO =
      """
      const [path, what, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]];
      const go = (to) => { history.pushState(null, '', '/console/' + to); dispatchEvent(new PopStateEvent('popstate')); };
      go('nowhere');
      const begin = () => {
        if (document.querySelector('main h1')?.textContent !== 'Not here') { setTimeout(begin, 1); return; }
        const start = performance.now();
        go(path);
        const wait = () => (document.querySelector('main h1') && document.querySelector('main h1').textContent !== 'Not here' && !document.querySelector('.skeleton') && document.querySelector(what)
          ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))) : setTimeout(wait, 1));
        wait();
      };
      begin();
      """;

  /** Milliseconds from a press, or a choice, until other rows are painted. */
  private static final String TURN =
      """
      const [button, done] = [arguments[0], arguments[arguments.length - 1]];
      const rows = () => document.querySelector('main tbody')?.textContent + document.querySelector('.pager')?.textContent;
      const before = rows();
      const pressed = [...document.querySelectorAll('.pager button')].find((one) => one.textContent.trim() === button);
      if (!pressed || pressed.disabled) { done(-1); return; }
      const start = performance.now();
      pressed.click();
      const wait = () => (rows() !== before ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))) : setTimeout(wait, 1));
      wait();
      """;

  private static final String CHOOSE =
      """
      const [label, value, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]];
      const field = document.querySelector(`[aria-label="${label}"]`);
      const rows = () => (document.querySelector('main tbody') ?? document.querySelector('main .empty'))?.textContent + document.querySelector('.pager')?.textContent;
      const before = rows();
      const start = performance.now();
      field.value = value;
      field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', {bubbles: true}));
      const wait = () => (rows() !== before ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))) : setTimeout(wait, 1));
      wait();
      """;

  /** The longest time between two frames while the page scrolls to its end, in milliseconds. */
  private static final String SCROLL =
      """
      const done = arguments[arguments.length - 1];
      let last = performance.now(), longest = 0;
      const step = (now) => {
        longest = Math.max(longest, now - last);
        last = now;
        const before = scrollY;
        scrollBy(0, 40);
        scrollY === before ? done(longest) : requestAnimationFrame(step);
      };
      requestAnimationFrame((now) => { last = now; requestAnimationFrame(step); });
      """;

  @TempDir private static Path folder;

  private final Browser browser;
  private final List<String> lines = new ArrayList<>();

  ConsoleScaleIT(Browser browser) {
    this.browser = browser;
  }

  @Test
  void pagesWithoutStutter() throws IOException, SQLException {
    Map<String, String> settings = TestServers.settingsWithNewDatabase();
    assertThat(settings.get("herald.db.url")).as("PostgreSQL").contains("postgresql");
    ServerCommand command = ServerCommand.deploying(Path.of(System.getProperty("war")));
    try (RecordingReceiver receiver = RecordingReceiver.start();
        HeraldProcess herald = HeraldProcess.start(command, settings, folder)) {
      Tenant tenant = Tenant.below(herald.api());
      TestWebhook webhook = tenant.webhook(receiver.url("/busiest"));
      webhook.finished(webhook.ping());
      long start = System.nanoTime();
      new ManyRows(new Tables(settings), tenant, webhook.id()).fill();
      say("filled in " + (System.nanoTime() - start) / 1_000_000_000 + " s");
      measure(herald.api(), tenant, webhook);
    } finally {
      Path report = Path.of("target", "console-scale.md");
      Files.createDirectories(report.getParent());
      Files.write(report, lines);
    }
  }

  private void measure(Api root, Tenant tenant, TestWebhook webhook) {
    String organization = "organizations/" + tenant.id();
    String one = organization + "/webhooks/" + webhook.id();
    browser.devTools("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    say(
        "| first view | all shown, ms | first paint, ms | over the wire, kB | elements | long tasks"
            + " |");
    say("|---|---|---|---|---|---|");
    browser.open(root, ""); // the server has compiled what it needs
    for (int i = 0; i < 3; i++) {
      browser.open(root, organization + "/webhooks");
      browser.settled(organization + "/webhooks");
    }
    for (String page :
        List.of("", organization + "/webhooks", one, one + "/deliveries", "operations")) {
      browser.devTools("Network.enable", Map.of());
      browser.devTools("Network.clearBrowserCache", Map.of());
      firstView(root, page, named(page, tenant, webhook) + ", nothing cached");
      firstView(root, page, named(page, tenant, webhook) + ", again");
    }

    say("");
    say("| page | all shown, ms | elements | longest frame while scrolling, ms | long tasks |");
    say("|---|---|---|---|---|");
    String delivery = one + "/deliveries/" + webhook.newest();
    String message =
        organization + "/messages/" + webhook.delivery(webhook.newest()).getString("messageId");
    for (String page :
        List.of(
            "",
            "operations",
            organization + "/overview",
            organization + "/webhooks",
            organization + "/portal",
            one,
            one + "/deliveries",
            delivery,
            organization + "/messages",
            message,
            organization + "/users",
            organization + "/audit")) {
      quiet();
      double shown = number(browser.later(GO, page, "main .card"));
      double frame = number(browser.later(SCROLL));
      say(
          "| %s | %.0f | %d | %.0f | %s |"
              .formatted(
                  named(page, tenant, webhook),
                  shown,
                  (long) number(browser.script("return document.querySelectorAll('*').length")),
                  frame,
                  longTasks()));
    }

    say("");
    say(
        "| "
            + TURNS
            + " page turns | half, ms | 95 %, ms | longest, ms | long tasks | memory before and"
            + " after, MB | DOM nodes before and after |");
    say("|---|---|---|---|---|---|---|");
    turns("webhooks, 10,000", organization + "/webhooks", "Next");
    turns("delivery log, 1,000,000", one + "/deliveries", "Next");
    turns("messages, 1,000,000", organization + "/messages", "Older");
    turns("organizations, 10,000", "", "Next");
    turns("users, 10,000", organization + "/users", "Next");
    turns("audit log, 100,000", organization + "/audit", "Next");

    say("");
    say("| filter | other rows shown, ms | long tasks |");
    say("|---|---|---|");
    browser.later(GO, organization + "/webhooks", "main tbody");
    choose(
        "webhooks, search by name (250 ms of it: waits for more letters)",
        "Filter by name or URL",
        "customer 07");
    choose("webhooks, search that finds none", "Filter by name or URL", "nobody");
    browser.later(GO, organization + "/webhooks?search=", "main tbody");
    choose("webhooks, failing", "State", "failing");
    browser.later(GO, one + "/deliveries", "main tbody");
    choose("log, exhausted", "Status", "exhausted");
    choose("log, pending", "Status", "pending");
    choose("log, delivered", "Status", "delivered");
    choose("log, delivered and of a type", "Event type", "invoice.overdue");
    choose("log, and of the last 7 days", "Time", "P7D");
    browser.later(GO, organization + "/messages", "main tbody");
    choose("messages of a type", "Event type", "sync.user");
  }

  private static String named(String page, Tenant tenant, TestWebhook webhook) {
    String name =
        page.replaceAll("/deliveries/\\d+", "/delivery")
            .replaceAll("/messages/msg_\\w+", "/message")
            .replace("organizations/" + tenant.id(), "")
            .replace("/webhooks/" + webhook.id(), "/webhook")
            .replaceFirst("^/", "")
            .replace('/', ' ');
    return name.isEmpty() ? "organizations" : name;
  }

  private void firstView(Api api, String page, String name) {
    browser.open(api, page);
    List<?> figures = (List<?>) browser.later(UNTIL_READY);
    say(
        "| %s | %.0f | %.0f | %.0f | %.0f | %s |"
            .formatted(
                name,
                number(figures.get(0)),
                number(figures.get(1)),
                number(figures.get(2)) / 1000,
                number(figures.get(3)),
                longTasks()));
  }

  private void turns(String name, String page, String button) {
    browser.later(GO, page, "main tbody");
    browser.later(TURN, button); // the first one compiles
    double before = heap();
    long elements = nodes();
    quiet();
    List<Double> turns = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      double turn = number(browser.later(TURN, button));
      if (turn < 0) {
        break; // no more pages
      }
      turns.add(turn);
    }
    String blocked = longTasks();
    assertThat(turns).as(name).hasSizeGreaterThan(TURNS / 2);
    turns.sort(null);
    say(
        "| %s%s | %.0f | %.0f | %.0f | %s | %.1f, %.1f | %d, %d |"
            .formatted(
                name,
                turns.size() < TURNS ? " (" + turns.size() + " turns)" : "",
                turns.get(turns.size() / 2),
                turns.get(turns.size() * 95 / 100),
                turns.get(turns.size() - 1),
                blocked,
                before,
                heap(),
                elements,
                nodes()));
  }

  private void choose(String name, String label, String value) {
    quiet();
    say(
        "| %s | %.0f | %s |"
            .formatted(name, number(browser.later(CHOOSE, label, value)), longTasks()));
  }

  private void quiet() {
    browser.script("return (watched.long.length = 0)");
  }

  private String longTasks() {
    List<?> tasks = (List<?>) browser.script("return watched.long");
    return tasks.isEmpty()
        ? "none"
        : "%d, up to %.0f ms"
            .formatted(
                tasks.size(), tasks.stream().mapToDouble(ConsoleScaleIT::number).max().orElse(0));
  }

  /** Megabytes of JavaScript that cannot be collected. */
  private double heap() {
    browser.devTools("HeapProfiler.collectGarbage", Map.of());
    return number(counted("Runtime.getHeapUsage", "usedSize")) / 1e6;
  }

  /** All nodes that the browser keeps, also those no longer shown. */
  private long nodes() {
    return (long) number(counted("Memory.getDOMCounters", "nodes"));
  }

  private Object counted(String command, String what) {
    return Objects.requireNonNull(browser.devTools(command, Map.of()).get(what));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private void say(String line) {
    lines.add(line);
    System.out.println(line);
  }
}
