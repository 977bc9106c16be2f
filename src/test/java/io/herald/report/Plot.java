package io.herald.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines in SVG, without a library: a report is one file. Colours are those of {@link Page}. */
public final class Plot {

  /** How many lines can be told apart. */
  public static final int COLORS = 6;

  private static final int WIDTH = 560;
  private static final int HEIGHT = 250;
  private static final int LEFT = 84;
  private static final int RIGHT = 16;
  private static final int BOTTOM = 30;
  private static final int TOP = 12;

  private final List<String> elements = new ArrayList<>();
  private final List<String> legend = new ArrayList<>();
  private final double maxX;
  private final double minY;
  private final double maxY;
  private final boolean logarithmic;

  private Plot(double maxX, double minY, double maxY, boolean logarithmic) {
    this.maxX = Math.max(maxX, 0.1);
    this.minY = minY;
    this.maxY = maxY;
    this.logarithmic = logarithmic;
  }

  /** An upright axis from 0 to a round number of at least {@code most}, in that unit. */
  public static Plot linear(double maxX, double most, String unit) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
    double round = power * Math.ceil(Math.max(1, most) / power * 2) / 2;
    Plot plot = new Plot(maxX, 0, round, false);
    for (int i = 0; i <= 4; i++) {
      plot.tickY(round * i / 4, Page.number(round * i / 4) + unit);
    }
    return plot;
  }

  /** An upright axis of milliseconds, 0.1 at its foot, up to a power of ten. */
  public static Plot millis(double maxX, double most) {
    double round = Math.max(10, Math.pow(10, Math.ceil(Math.log10(Math.max(1, most)))));
    Plot plot = new Plot(maxX, 0.1, round, true);
    for (double y = 0.1; y <= round * 1.01; y *= 10) {
      plot.tickY(
          y,
          y < 1
              ? "0.1 ms"
              : Page.number(Math.rint(y < 900 ? y : y / 1000)) + (y < 900 ? " ms" : " s"));
    }
    return plot;
  }

  /** Labels the level axis as seconds. */
  public Plot seconds() {
    double step =
        List.of(1, 2, 5, 10, 20, 60, 120, 300, 600).stream()
            .filter(s -> maxX / s <= 8)
            .findFirst()
            .orElse(1800);
    for (double second = 0; second <= maxX; second += step) {
      tickX(second, Page.number(second) + " s");
    }
    return this;
  }

  public void tickX(double x, String label) {
    elements.add(
        "<text x='%s' y='%d' text-anchor='middle'>%s</text>"
            .formatted(number(x(x)), HEIGHT - BOTTOM + 21, label));
  }

  private void tickY(double y, String label) {
    elements.add(
        "<line x1='%d' x2='%d' y1='%s' y2='%s' class='grid'/><text x='%d' y='%s' text-anchor='end'>%s</text>"
            .formatted(
                LEFT,
                WIDTH - RIGHT,
                number(y(y)),
                number(y(y)),
                LEFT - 6,
                number(y(y) + 4),
                label));
  }

  /** Values that are not a number interrupt the line. */
  public void line(String name, List<Double> xs, List<Double> ys) {
    int color = legend.size() % COLORS;
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < xs.size(); i++) {
      if (ys.get(i).isNaN()) {
        drawing = false;
      } else {
        path.append(drawing ? 'L' : 'M').append(number(x(xs.get(i)))).append(' ');
        path.append(number(y(ys.get(i))));
        drawing = true;
      }
    }
    elements.add("<path d='%s' class='line c%d'/>".formatted(path, color));
    legend.add("<span class='c%d'>%s</span>".formatted(color, Page.text(name)));
  }

  /** A stroke below the axis, and what it stands for where the pointer rests. */
  public void mark(double from, double to, String what) {
    elements.add(
        "<rect x='%s' y='%d' width='%s' height='5' class='mark'><title>%s</title></rect>"
            .formatted(
                number(x(from)),
                HEIGHT - BOTTOM + 1,
                number(Math.max(1.5, x(to) - x(from))),
                Page.text(what)));
  }

  public String svg(String title) {
    return """
        <figure><figcaption>%s</figcaption><svg viewBox='0 0 %d %d' role='img' aria-label='%s'>%s</svg>
        <p class='legend'>%s</p></figure>
        """
        .formatted(
            title, WIDTH, HEIGHT, title, String.join("", elements), String.join(" ", legend));
  }

  private double x(double value) {
    return LEFT + value / maxX * (WIDTH - RIGHT - LEFT);
  }

  private double y(double value) {
    double part =
        logarithmic ? Math.log(Math.max(minY, value) / minY) / Math.log(maxY / minY) : value / maxY;
    return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
