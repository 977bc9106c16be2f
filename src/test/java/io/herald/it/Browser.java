package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
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
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String AXE = resource("/axe.min.js");

  /** The page before stays until the module of the next one is loaded. */
  private static final String ARRIVED =
      """
      const shown = document.querySelector('herald-shell')?.shown;
      if (!shown) { return shown === null; }
      const path = shown.route.pattern.replace(/:(\\w+)/g, (all, name) => shown.params[name]);
      return decodeURIComponent(location.pathname).replace(/\\/$/, '').endsWith('/console' + (path && '/' + path));
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
    this.driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    driver.executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "deny"));
    width(1440);
  }

  /** Opens a page as somebody who has just signed in with the token of {@code api}. */
  void open(Api api, String path) {
    address = api.address().toString();
    driver.get(address + "/console/assets/none"); // the origin, without the console
    driver.executeScript("sessionStorage.setItem('herald.token', arguments[0])", api.token());
    complaints();
    driver.get(address + "/console/" + path);
    await("a page", () -> driver.findElement(By.tagName("h1")).isDisplayed());
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
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** As wide as at first, and connected. */
  void asBefore() {
    width(1440);
    if (!online) {
      connected(true);
    }
  }

  void width(int pixels) {
    size(pixels, HEIGHT);
  }

  /** Of what is shown, in CSS pixels. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** As high as the page is at that width, up to a limit: for pictures of all of it. */
  void whole(int width) {
    width(width);
    long height = ((Number) script("return document.documentElement.scrollHeight")).longValue();
    size(width, (int) Math.min(Math.max(height, HEIGHT), 3 * HEIGHT));
  }

  /** In a time zone where it is past ten, in the morning or in the evening: no hour is wider. */
  void atTen() {
    int hour = LocalTime.now(ZoneOffset.UTC).getHour();
    int behind = hour < 22 ? hour - 10 : hour - 22;
    driver.executeCdpCommand(
        "Emulation.setTimezoneOverride",
        Map.of("timezoneId", "Etc/GMT" + (behind < 0 ? "" : "+") + behind));
  }

  void dark(boolean dark) {
    driver.executeScript(
        "document.documentElement.dataset.theme = arguments[0]", dark ? "dark" : "light");
  }

  /** Whether the server can be reached from the browser. */
  void connected(boolean connected) {
    online = connected;
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline", !connected, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** The shown button, link, tab or choice with this text or accessible name. */
  void press(String name) {
    String text = "normalize-space(.)=" + quoted(name);
    String label = "@aria-label=" + quoted(name);
    retried(
        "something to press named " + name,
        By.xpath(
            "//*[self::button or self::a or self::summary or self::label or self::input]["
                + text
                + " or "
                + label
                + "]"),
        WebElement::click);
  }

  /** Opens what is folded under this title. */
  void unfold(String title) {
    retried(
        "something folded named " + title,
        By.xpath("//details[not(@open)]/summary[contains(., " + quoted(title) + ")]"),
        WebElement::click);
  }

  /** Writes into the field with this label, in place of what is there. */
  void write(String label, String text) {
    retried(
        "a field " + label,
        field(label),
        field -> {
          field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
          field.sendKeys(text);
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
        });
  }

  /** Chooses from the list with this label. */
  void choose(String label, String option) {
    retried(
        "a list " + label,
        field(label),
        list ->
            list.findElement(By.xpath("option[normalize-space(.)=" + quoted(option) + "]"))
                .click());
  }

  /** What is in the field with this label. */
  String value(String label) {
    StringBuilder value = new StringBuilder();
    retried(
        "a field " + label,
        field(label),
        field -> value.replace(0, value.length(), String.valueOf(field.getDomProperty("value"))));
    return value.toString();
  }

  /** Waits until this text is shown. */
  void see(String text) {
    await("\"" + text + "\"", () -> shown().contains(text));
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

  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
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

  /** What axe-core (WCAG and its best practices) has to say of the page: nothing. */
  void isAccessible(String where) {
    if (!Boolean.TRUE.equals(driver.executeScript("return typeof axe === 'object'"))) {
      driver.executeScript(AXE);
    }
    assertThat((List<?>) driver.executeAsyncScript(RUN_AXE)).as(where).isEmpty();
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
    void with(WebElement element);
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
          use.with(found.get(found.size() - 1)); // the topmost dialog comes last
          return true;
        });
  }

  private void await(String what, Condition condition) {
    try {
      new WebDriverWait(driver, PATIENCE, Duration.ofMillis(40))
          .ignoring(StaleElementReferenceException.class, NoSuchElementException.class)
          .ignoring(ElementNotInteractableException.class)
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
