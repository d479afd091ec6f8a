package io.github.keycloakduo.bench;

import java.util.List;

/** Ratios with their intervals, one below the other, and the goal of each. */
final class RatioPlot {
  private static final int WIDTH = 860;
  private static final int LEFT = 420;
  private static final int RIGHT = WIDTH - 30;
  private static final int ROW = 26;
  private static final int TOP = 40;
  private static final String INK = "#1f5fa8";
  private static final String MISSED = "#b3261e";
  private static final String GOAL = "#2e7d32";
  private static final String GRID = "#cccccc";

  private final List<Figure> ratios;
  private final double low;
  private final double high;

  RatioPlot(List<Figure> ratios) {
    this.ratios = ratios;
    this.low = Math.min(0.8, ratios.stream().mapToDouble(Figure::low).min().orElse(1));
    this.high = Math.max(1.4, ratios.stream().mapToDouble(Figure::high).max().orElse(1));
  }

  String svg(String title) {
    int bottom = TOP + ROW * ratios.size();
    Svg svg = new Svg(WIDTH, bottom + 30).text(WIDTH / 2.0, 20, "middle", title);
    for (double tick = Math.ceil(low * 10) / 10; tick <= high; tick += 0.1) {
      svg.line(x(tick), TOP - 8, x(tick), bottom, GRID, Math.abs(tick - 1) < 0.01 ? 2 : 0.5)
          .text(x(tick), bottom + 16, "middle", Numbers.of(tick, 1));
    }
    for (int i = 0; i < ratios.size(); i++) {
      draw(svg, ratios.get(i), TOP + ROW * i + ROW / 2.0);
    }
    return svg.file(title);
  }

  private void draw(Svg svg, Figure ratio, double y) {
    String colour = ratio.isMet() ? INK : MISSED;
    svg.text(LEFT - 12, y + 4, "end", ratio.name())
        .line(x(ratio.low()), y, x(ratio.high()), y, colour, 2)
        .dot(x(ratio.value()), y, colour);
    Double limit = ratio.limit();
    if (limit != null) {
      svg.line(x(limit), y - 9, x(limit), y + 9, GOAL, 3);
    }
  }

  private double x(double ratio) {
    return LEFT + (ratio - low) / (high - low) * (RIGHT - LEFT);
  }
}
