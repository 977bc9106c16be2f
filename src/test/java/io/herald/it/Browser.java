package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person at the console: sees what is shown, presses what is named. One Chromium for all tests.
 */
final class Browser implements AutoCloseable {

  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final int HEIGHT = 900;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String AXE = resource("/axe.min.js");

  /** As on a machine and a network so many times slower: to find what depends on either. */
  private static final int SLOWNESS = Integer.getInteger("browser.slowness", 1);

  /** In every document before its own scripts: what is said in passing may be gone when asked. */
  private static final String LISTEN =
      """
      window.heard = [];
      new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(
        (node) => node.classList?.contains('toast') && heard.push(node.textContent.trim()))))
        .observe(document, {subtree: true, childList: true});
      """;

  /** Once only, and nothing that was said before it. */
  private static final String HEARD =
      """
      const at = heard.findIndex((said) => said.includes(arguments[0]));
      heard.splice(0, at + 1);
      return at >= 0;
      """;

  /** Shows each date, time and distance in time as wide as any is, so that no hour or day fails. */
  private static final String WIDEST_TIMES =
      """
      {
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = '14px system-ui';
        const widest = (texts) => texts.reduce((a, b) => (pen.measureText(a).width < pen.measureText(b).width ? b : a));
        const moments = [10, 22].flatMap((hour) => [...Array(12).keys()].flatMap((month) => [20, 28].map((day) => new Date(2026, month, day, hour, 44, 44))));
        const format = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format').get;
        const known = new WeakMap();
        const date = (how) => known.get(how) ?? known.set(how, widest(moments.map((one) => format.call(how)(one)))).get(how);
        const past = new Intl.DateTimeFormat('en', {month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit'});
        const distance = Intl.RelativeTimeFormat.prototype.format;
        Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {get() { return () => date(this); }});
        Intl.RelativeTimeFormat.prototype.format = function () {
          const some = [['second', 44], ['minute', 44], ['hour', 22], ['day', 6]].flatMap(([unit, n]) => [distance.call(this, n, unit), distance.call(this, -n, unit)]);
          return widest([...some, date(past)]);
        };
      }
      """;

  /** The page before stays until the module of the next one is loaded. */
  private static final String ARRIVED =
      """
      const shell = document.querySelector('herald-shell');
      const base = new URL(document.baseURI).pathname;
      return !shell || shell.shown?.path === location.pathname.slice(base.length).replace(/\\/$/, '');
      """;

  /**
   * Presses what an XPath finds, where a mouse would hit it, all at once: between looking where it
   * is and pressing there, a page that renders anew would move something else to that place.
   */
  private static final String PRESS =
      """
      const found = document.evaluate(arguments[0], document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
      const all = Array.from({length: found.snapshotLength}, (_, i) => found.snapshotItem(i));
      const one = all.findLast((each) => !each.disabled && each.getClientRects().length && each.checkVisibility({visibilityProperty: true}));
      if (!one) { return false; } // the topmost dialog comes last
      one.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
      const {left, top, width, height} = one.getClientRects()[0];
      if (!one.contains(document.elementFromPoint(left + width / 2, top + height / 2))) { return false; }
      (one.control ?? one).focus({preventScroll: true});
      one.click();
      return true;
      """;

  private static final String CHOOSE =
      """
      const [list, text] = arguments;
      const option = [...list.options].find((each) => each.text === text);
      if (!option) { return false; }
      list.focus();
      if (!option.selected) {
        option.selected = true;
        list.dispatchEvent(new Event('input', {bubbles: true}));
        list.dispatchEvent(new Event('change', {bubbles: true}));
      }
      return true;
      """;

  private static final String RUN_AXE =
      """
      const done = arguments[arguments.length - 1];
      Promise.all(document.getAnimations().map((one) => one.effect.getTiming().iterations === 1 ? one.finished.catch(() => 0) : 0))
        .then(() => axe.run(document, {resultTypes: ['violations']}))
        .then((result) => done(result.violations.flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.html + ' ' + n.failureSummary))));
      """;

  private final ChromeDriver driver;
  private String address = "";
  private boolean online = true;
  private @Nullable String widestTimes;

  Browser() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-prefers-reduced-motion");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    this.driver = started(options);
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    devTools("Browser.setDownloadBehavior", Map.of("behavior", "deny"));
    devTools("Page.addScriptToEvaluateOnNewDocument", Map.of("source", LISTEN));
    if (SLOWNESS > 1) {
      devTools("Emulation.setCPUThrottlingRate", Map.of("rate", SLOWNESS));
      connected(true);
    }
    width(1440);
  }

  /** Where other servers start at the same moment, its driver may find its port taken. */
  private static ChromeDriver started(ChromeOptions options) {
    for (int again = 2; ; again--) {
      try {
        return new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
      } catch (WebDriverException e) {
        if (again == 0) {
          throw e;
        }
      }
    }
  }

  /** Opens a page as somebody who has just signed in with the token of {@code api}. */
  void open(Api api, String path) {
    address = api.address().toString();
    driver.get(address + "/console/assets/none"); // the origin, without the console
    driver.executeScript("sessionStorage.setItem('herald.token', arguments[0])", api.token());
    complaints();
    driver.get(address + "/console/" + path);
    await("a page", () -> driver.findElement(By.tagName("h1")).isDisplayed());
    arrived();
  }

  /** Goes to an address below that of the server. */
  void visit(Api api, String path) {
    address = api.address().toString();
    driver.get(address + path);
  }

  /** Goes to a page of somebody else's. */
  void visit(String url) {
    driver.get(url);
  }

  /** From now on what is in the page's only frame is seen, until it is left. */
  void enterFrame() {
    driver.switchTo().frame(0);
  }

  void leaveFrame() {
    driver.switchTo().defaultContent();
  }

  /** To begin with: nobody has signed in, and nothing was complained of. */
  void stranger(Api api) {
    visit(api, "/console/assets/none");
    forget();
    complaints();
  }

  /** Forgets who signed in. */
  void forget() {
    driver.executeScript("sessionStorage.clear(); localStorage.clear()");
  }

  String currentAddress() {
    return driver.getCurrentUrl();
  }

  /** Another page without loading the console again, as a link does. */
  void go(String path) {
    driver.executeScript(
        "history.pushState(null, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))",
        "/console/" + path);
    arrived();
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** As wide as at first, connected, and on no page: none goes on while others are tested. */
  void asBefore() {
    leaveFrame();
    if (!online) {
      connected(true);
    }
    if (widestTimes != null) {
      devTools("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", widestTimes));
      widestTimes = null;
    }
    driver.get("about:blank");
    width(1440);
  }

  void width(int pixels) {
    size(pixels, HEIGHT);
  }

  /** Of what is shown, in CSS pixels. */
  void size(int width, int height) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    until("return innerWidth === %d && innerHeight === %d".formatted(width, height));
  }

  /** As high as the page is at that width, up to a limit: for pictures of all of it. */
  void whole(int width) {
    width(width);
    long height = ((Number) script("return document.documentElement.scrollHeight")).longValue();
    size(width, (int) Math.min(Math.max(height, HEIGHT), 3 * HEIGHT));
  }

  /** From the next document on, every date and time is as wide as any is, whenever that may be. */
  void atItsWidest() {
    widestTimes =
        (String)
            devTools("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WIDEST_TIMES))
                .get("identifier");
  }

  void dark(boolean dark) {
    driver.executeScript(
        "document.documentElement.dataset.theme = arguments[0]", dark ? "dark" : "light");
  }

  /** Whether the server can be reached from the browser. */
  void connected(boolean connected) {
    online = connected;
    devTools("Network.enable", Map.of());
    devTools(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            !connected,
            "latency",
            75 * (SLOWNESS - 1), // milliseconds
            "downloadThroughput",
            -1,
            "uploadThroughput",
            -1));
  }

  /** The shown button, link, tab or choice with this text or accessible name. */
  void press(String name) {
    pressed(
        "something to press named " + name,
        "//*[self::button or self::a or self::summary or self::label or self::input]"
            + "[normalize-space(.)=%1$s or @aria-label=%1$s]".formatted(quoted(name)));
  }

  /** Ticks the choice that stands for this value. */
  void tick(String value) {
    pressed("a choice " + value, "//input[@value=" + quoted(value) + "]");
  }

  /** Opens what is folded under this title. */
  void unfold(String title) {
    pressed(
        "something folded named " + title,
        "//details[not(@open)]/summary[contains(., " + quoted(title) + ")]");
  }

  /** Gives the focus to what a CSS selector finds. */
  void focus(String selector) {
    until(
        "const found = document.querySelector('%s'); found?.focus();".formatted(selector)
            + " return Boolean(found) && document.activeElement === found");
  }

  /** Writes into the field with this label, in place of what is there. */
  void write(String label, String text) {
    retried(
        "a field " + label,
        field(label),
        field -> {
          field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
          field.sendKeys(text);
          return text.equals(field.getDomProperty("value"));
        });
  }

  /** The same as who pastes it: much text at once. */
  void fill(String label, String text) {
    retried(
        "a field " + label,
        field(label),
        field -> {
          field.clear();
          driver.executeScript(
              "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input',"
                  + " {bubbles: true}))",
              field,
              text);
          return true;
        });
  }

  /** Chooses from the list with this label. */
  void choose(String label, String option) {
    retried(
        "a list " + label,
        field(label),
        list -> Boolean.TRUE.equals(driver.executeScript(CHOOSE, list, option)));
  }

  /** What is in the field with this label. */
  String value(String label) {
    StringBuilder value = new StringBuilder();
    retried(
        "a field " + label,
        field(label),
        field -> {
          value.replace(0, value.length(), String.valueOf(field.getDomProperty("value")));
          return true;
        });
    return value.toString();
  }

  /** Waits until this text is shown. */
  void see(String text) {
    await("\"" + text + "\"", () -> shown().contains(text));
  }

  /** Waits until what a CSS selector finds shows this text. */
  void seeIn(String selector, String text) {
    await(
        "\"" + text + "\" in " + selector,
        () ->
            driver.findElements(By.cssSelector(selector)).stream()
                .anyMatch(found -> found.getText().contains(text)));
  }

  /** Waits until this was said in passing, after whatever was heard last; it may be gone again. */
  void hear(String text) {
    await("\"" + text + "\" said", () -> Boolean.TRUE.equals(driver.executeScript(HEARD, text)));
  }

  /** Waits until a script returns true. */
  void until(String script) {
    await(script, () -> Boolean.TRUE.equals(driver.executeScript(script)));
  }

  /** Waits until this text is no longer shown. */
  void seeNo(String text) {
    await("no \"" + text + "\"", () -> !shown().contains(text));
  }

  /** Waits until the page with this heading is shown. */
  void seePage(String heading) {
    await(
        "a page " + heading, () -> driver.findElement(By.tagName("h1")).getText().equals(heading));
  }

  /** Waits until what a CSS selector finds shows a text; returns it. */
  String text(String selector) {
    StringBuilder text = new StringBuilder();
    await(
        selector,
        () -> {
          text.replace(0, text.length(), driver.findElement(By.cssSelector(selector)).getText());
          return !text.isEmpty(); // empty as well while it is not displayed
        });
    return text.toString();
  }

  /** Waits until the page of this address is there with what it reads. */
  void settled(String path) {
    await(
        "all of " + path,
        () ->
            currentAddress().endsWith("/console/" + path)
                && Boolean.TRUE.equals(driver.executeScript(ARRIVED))
                && driver.findElement(By.tagName("h1")).isDisplayed()
                && driver.findElements(By.className("skeleton")).isEmpty());
  }

  /** What all that a CSS selector finds shows at this moment. */
  List<String> texts(String selector) {
    List<?> texts =
        (List<?>)
            Objects.requireNonNull(
                driver.executeScript(
                    "return [...document.querySelectorAll(arguments[0])]"
                        + ".map((one) => one.innerText.trim())",
                    selector));
    return texts.stream().map(String.class::cast).toList();
  }

  /** Keys for whatever has the focus. */
  void keys(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** The name of what has the focus. */
  String focused() {
    return (String)
        Objects.requireNonNull(
            driver.executeScript(
                """
                const e = document.activeElement;
                return (e.labels?.[0] ?? e).textContent.trim() || e.getAttribute('aria-label') || e.tagName;
                """));
  }

  Object script(String script) {
    return Objects.requireNonNull(driver.executeScript(script));
  }

  /** The answer of a script that calls its last argument when it is done. */
  Object later(String script, Object... arguments) {
    return Objects.requireNonNull(driver.executeAsyncScript(script, arguments));
  }

  /** A command of the DevTools protocol. */
  Map<String, Object> devTools(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  /**
   * What axe-core (WCAG and its best practices) has to say of the page: nothing. It is asked again
   * where it has: what a live page took away meanwhile had lost its label.
   */
  void isAccessible(String where) {
    List<?> violations = violations();
    for (int again = 2; again > 0 && !violations.isEmpty(); again--) {
      violations = violations();
    }
    assertThat(violations).as(where).isEmpty();
  }

  private List<?> violations() {
    if (!Boolean.TRUE.equals(driver.executeScript("return typeof axe === 'object'"))) {
      driver.executeScript(AXE);
    }
    return (List<?>) Objects.requireNonNull(driver.executeAsyncScript(RUN_AXE));
  }

  /** Nothing sticks out to the side, of the page or of a table in it. */
  void fitsTheWidth(String where) {
    assertThat(
            (List<?>)
                driver.executeScript(
                    "return [document.documentElement,"
                        + " ...document.querySelectorAll('.table-scroll')].filter((one) =>"
                        + " one.scrollWidth > one.clientWidth).map((one) => one.outerHTML)"))
        .as(where + " fits its width")
        .isEmpty();
  }

  /** Since it was last asked: no error, no violation of the policy. Refused calls are no errors. */
  void hasNoErrors() {
    assertThat(complaints()).isEmpty();
  }

  /** What the browser had to complain of since it was last asked. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("Failed to load resource"))
        .toList();
  }

  /** Waits until it complains of this; of something else it must not. */
  void complainsOf(String what) {
    List<String> complaints = new ArrayList<>();
    await(
        "a complaint of " + what,
        () -> {
          complaints.addAll(complaints());
          return !complaints.isEmpty();
        });
    assertThat(complaints).allSatisfy(complaint -> assertThat(complaint).contains(what));
  }

  Path screenshot(Path file) {
    try {
      return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }

  private String shown() {
    return driver.findElement(By.tagName("body")).getText();
  }

  private static By field(String label) {
    return By.xpath(
        "//*[@id=//label[normalize-space(text()[1])=%1$s]/@for] | //*[@aria-label=%1$s]"
            .formatted(quoted(label)));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private interface Use {
    boolean with(WebElement element);
  }

  private interface Condition {
    boolean holds();
  }

  /** The page may render anew between finding and using. */
  private void retried(String what, By by, Use use) {
    await(
        what,
        () -> {
          List<WebElement> found =
              driver.findElements(by).stream()
                  .filter(element -> element.isDisplayed() && element.isEnabled())
                  .toList();
          if (found.isEmpty()) {
            return false;
          }
          return use.with(found.get(found.size() - 1)); // the topmost dialog comes last
        });
  }

  /**
   * It leads to another page, or does not: what comes next is about the page that is there then.
   */
  private void pressed(String what, String xpath) {
    await(what, () -> Boolean.TRUE.equals(driver.executeScript(PRESS, xpath)));
    arrived();
  }

  private void arrived() {
    await("the page of its address", () -> Boolean.TRUE.equals(driver.executeScript(ARRIVED)));
  }

  private void await(String what, Condition condition) {
    try {
      // a page that renders anew, or goes, while it is looked at: looked at again
      new WebDriverWait(driver, PATIENCE, Duration.ofMillis(40))
          .ignoring(WebDriverException.class)
          .until(unused -> condition.holds());
    } catch (TimeoutException e) {
      Path picture = screenshot(Path.of("target", "console-" + System.nanoTime() + ".png"));
      throw new AssertionError(
          "did not see " + what + " (" + picture + ") but: " + shown() + " " + complaints(), e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Browser.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
