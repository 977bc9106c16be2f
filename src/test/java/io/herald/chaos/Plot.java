package io.herald.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines in SVG, without a library: rates and lag, and strokes for the faults. */
final class Plot {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 260;
  private static final int LEFT = 70;
  private static final int BOTTOM = 40;
  private static final int TOP = 16;
  private static final int LEGEND = 190;
  private static final List<String> COLORS =
      List.of(
          "#2563eb", "#dc2626", "#16a34a", "#d97706", "#7c3aed", "#0891b2", "#be185d", "#4b5563");

  private final List<String> elements = new ArrayList<>();
  private final double maxX;
  private final double minY;
  private final double maxY;
  private final boolean logarithmic;
  private int lines;

  /** Axes that begin at 0, the upright one at {@code minY} where it is logarithmic. */
  Plot(double maxX, double minY, double maxY, boolean logarithmic) {
    this.maxX = maxX;
    this.minY = minY;
    this.maxY = maxY;
    this.logarithmic = logarithmic;
  }

  void tickX(double x, String label) {
    elements.add(
        "<text x='%s' y='%d' text-anchor='middle'>%s</text>"
            .formatted(number(x(x)), HEIGHT - BOTTOM + 18, label));
  }

  void tickY(double y, String label) {
    elements.add(
        "<line x1='%d' x2='%d' y1='%s' y2='%s' class='grid'/><text x='%d' y='%s' text-anchor='end'>%s</text>"
            .formatted(
                LEFT,
                WIDTH - LEGEND,
                number(y(y)),
                number(y(y)),
                LEFT - 6,
                number(y(y) + 4),
                label));
  }

  void line(String name, List<Double> xs, List<Double> ys) {
    String color = COLORS.get(lines % COLORS.size());
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.size(); i++) {
      points.append(number(x(xs.get(i)))).append(',').append(number(y(ys.get(i)))).append(' ');
    }
    elements.add(
        "<polyline points='%s' fill='none' stroke='%s' stroke-width='1.6'/>"
            .formatted(points, color));
    int y = TOP + 14 + lines * 18;
    elements.add(
        "<line x1='%d' x2='%d' y1='%d' y2='%d' stroke='%s' stroke-width='3'/><text x='%d' y='%d'>%s</text>"
            .formatted(
                WIDTH - LEGEND + 14,
                WIDTH - LEGEND + 34,
                y - 4,
                y - 4,
                color,
                WIDTH - LEGEND + 40,
                y,
                name));
    lines++;
  }

  /** A stroke below the axis from x to x, and what it stands for where the pointer rests. */
  void mark(double from, double to, String what) {
    elements.add(
        "<rect x='%s' y='%d' width='%s' height='5' fill='#dc2626'><title>%s</title></rect>"
            .formatted(
                number(x(from)),
                HEIGHT - BOTTOM + 1,
                number(Math.max(1.5, x(to) - x(from))),
                what));
  }

  String svg(String title) {
    return "<figure><figcaption>%s</figcaption><svg viewBox='0 0 %d %d' role='img' aria-label='%s'>%s</svg></figure>"
        .formatted(title, WIDTH, HEIGHT, title, String.join("", elements));
  }

  private double x(double value) {
    return LEFT + value / maxX * (WIDTH - LEGEND - LEFT);
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
