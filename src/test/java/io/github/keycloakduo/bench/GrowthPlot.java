package io.github.keycloakduo.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Costs over sizes, the sizes on a logarithmic axis. */
final class GrowthPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 70;
  private static final int RIGHT = WIDTH - 20;
  private static final int TOP = 60;
  private static final int BOTTOM = HEIGHT - 45;
  private static final int LINES = 4;
  private static final List<String> COLOURS = List.of("#1f5fa8", "#b3261e", "#2e7d32", "#8e24aa");
  private static final String GRID = "#cccccc";

  private final List<Point> points;
  private final double smallest;
  private final double largest;
  private final double most;

  GrowthPlot(List<Point> points) {
    this.points = points;
    this.smallest = Math.max(1, points.stream().mapToDouble(Point::size).min().orElse(1));
    this.largest =
        Math.max(smallest * 10, points.stream().mapToDouble(Point::size).max().orElse(10));
    this.most = points.stream().mapToDouble(Point::value).max().orElse(1) * 1.1;
  }

  String svg(String title, String sizes) {
    Svg svg = new Svg(WIDTH, HEIGHT).text(WIDTH / 2.0, 20, "middle", title);
    for (int i = 0; i <= LINES; i++) {
      double value = most * i / LINES;
      svg.line(LEFT, y(value), RIGHT, y(value), GRID, 0.5)
          .text(LEFT - 8, y(value) + 4, "end", Numbers.rounded(value));
    }
    new ArrayList<>(points.stream().map(Point::size).distinct().sorted().toList())
        .forEach(size -> svg.text(x(size), BOTTOM + 18, "middle", Numbers.whole(size)));
    svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 8, "middle", sizes);
    int number = 0;
    for (Map.Entry<String, List<Point>> series : series().entrySet()) {
      draw(svg, series.getKey(), series.getValue(), number++);
    }
    return svg.file(title);
  }

  private Map<String, List<Point>> series() {
    return points.stream()
        .collect(
            Collectors.groupingBy(
                point -> point.series() + ", " + point.unit(), TreeMap::new, Collectors.toList()));
  }

  private void draw(Svg svg, String name, List<Point> unsorted, int number) {
    String colour = COLOURS.get(number % COLOURS.size());
    List<Point> line = unsorted.stream().sorted(Comparator.comparingDouble(Point::size)).toList();
    for (int i = 0; i < line.size(); i++) {
      Point to = line.get(i);
      Point from = line.get(Math.max(0, i - 1));
      svg.line(x(from.size()), y(from.value()), x(to.size()), y(to.value()), colour, 2)
          .dot(x(to.size()), y(to.value()), colour);
    }
    double at = LEFT + number * (RIGHT - LEFT) / 2.0;
    svg.line(at, TOP - 18, at + 20, TOP - 18, colour, 3).text(at + 26, TOP - 14, "start", name);
  }

  private double x(double size) {
    double share = Math.log(Math.max(smallest, size) / smallest) / Math.log(largest / smallest);
    return LEFT + 10 + share * (RIGHT - LEFT - 30);
  }

  private double y(double value) {
    return BOTTOM - value / most * (BOTTOM - TOP);
  }
}
