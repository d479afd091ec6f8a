package io.github.keycloakduo.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * docs/performance.md: the words of a template, with tables and pictures of the results. A row that
 * was not measured is missing in the tables.
 */
final class PerformancePage {
  private static final String TEMPLATE = "performance.md";

  /** What each picture of growth shows, by row. */
  private static final Map<String, String> GROWTH =
      new LinkedHashMap<>(
          Map.of(
              "pushes", "pending pushes on one node",
              "sessions", "sessions that the user has",
              "graces", "rows in the table of graces",
              "groups", "LDAP groups of the user"));

  private final List<Result> results;

  PerformancePage(List<Result> results) {
    this.results = results;
  }

  /** Writes page and pictures. */
  void write(Path page, Path pictures) {
    try {
      Files.createDirectories(pictures);
      Files.createDirectories(page.toAbsolutePath().getParent());
      Files.writeString(page, text());
      for (Map.Entry<String, String> picture : pictures().entrySet()) {
        Files.writeString(pictures.resolve(picture.getKey()), picture.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return template()
        .replace("@figures@", figureTable(false))
        .replace("@jmh@", figureTable(true))
        .replace("@arms@", armTable())
        .replace("@growth@", growth())
        .replace("@unmeasured@", unmeasured())
        .replace("@machines@", machineTable());
  }

  /** The pictures by the names of their files. */
  Map<String, String> pictures() {
    Map<String, String> pictures = new LinkedHashMap<>();
    List<Figure> ratios =
        all(Figure.class).stream().filter(figure -> figure.unit().equals("ratio")).toList();
    pictures.put(
        "ratios.svg", new RatioPlot(ratios).svg("Cost relative to the same login without Duo"));
    growthPoints()
        .forEach(
            (row, points) -> {
              String sizes = Objects.requireNonNull(GROWTH.get(row));
              pictures.put(row + ".svg", new GrowthPlot(points).svg("Cost by " + sizes, sizes));
            });
    return pictures;
  }

  private String figureTable(boolean jmh) {
    List<Figure> figures =
        all(Figure.class).stream().filter(figure -> figure.row().equals("jmh") == jmh).toList();
    return table(
        List.of("row", "what", "measured", "goal", ""),
        figures.stream()
            .map(
                figure ->
                    List.of(
                        figure.row(),
                        figure.name(),
                        Numbers.of(figure.interval(), figure.unit()),
                        goal(figure),
                        verdict(figure)))
            .toList());
  }

  private static String goal(Figure figure) {
    Double limit = figure.limit();
    return limit == null ? "" : "≤ " + Numbers.rounded(limit);
  }

  private static String verdict(Figure figure) {
    if (!figure.hasGoal()) {
      return "";
    }
    return figure.isMet() ? "met" : "**missed**";
  }

  /** The absolute figures behind the ratios. */
  private String armTable() {
    Map<String, List<Slice>> arms =
        all(Slice.class).stream()
            .collect(
                Collectors.groupingBy(
                    slice -> slice.row() + " | " + slice.arm(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return table(
        List.of(
            "row",
            "login",
            "requests",
            "CPU ms",
            "allocated KiB",
            "calls to Duo",
            "p50 ms",
            "p95 ms"),
        arms.values().stream()
            .map(
                slices ->
                    List.of(
                        slices.get(0).row(),
                        slices.get(0).arm(),
                        middle(slices, Slice::requestsPerLogin),
                        middle(slices, Slice::cpuPerLogin),
                        middle(slices, Slice::allocatedPerLogin),
                        middle(
                            slices, slice -> (double) slice.calls() / Math.max(1, slice.logins())),
                        middle(slices, Slice::p50),
                        middle(slices, Slice::p95)))
            .toList());
  }

  private static String middle(
      List<Slice> slices, java.util.function.ToDoubleFunction<Slice> property) {
    return Numbers.rounded(
        Statistics.median(slices.stream().map(property::applyAsDouble).toList()).value());
  }

  private String growth() {
    List<String> parts = new ArrayList<>();
    growthPoints()
        .forEach(
            (row, points) ->
                parts.add(
                    "![Cost by %s](images/performance/%s.svg)\n\n%s"
                        .formatted(GROWTH.get(row), row, pointTable(points))));
    return String.join("\n\n", parts);
  }

  private static String pointTable(List<Point> points) {
    List<String> series = points.stream().map(Point::series).distinct().toList();
    List<Double> sizes = points.stream().map(Point::size).distinct().sorted().toList();
    List<String> head = new ArrayList<>(List.of("size"));
    head.addAll(series.stream().map(name -> name + ", " + unit(points, name)).toList());
    List<List<String>> rows = new ArrayList<>();
    for (Double size : sizes) {
      List<String> row = new ArrayList<>(List.of(Numbers.whole(size)));
      series.forEach(name -> row.add(value(points, name, size)));
      rows.add(row);
    }
    return table(head, rows);
  }

  private static String unit(List<Point> points, String series) {
    return points.stream()
        .filter(point -> point.series().equals(series))
        .findFirst()
        .orElseThrow()
        .unit();
  }

  private static String value(List<Point> points, String series, double size) {
    return points.stream()
        .filter(point -> point.series().equals(series) && point.size() == size)
        .map(point -> Numbers.rounded(point.value()))
        .findFirst()
        .orElse("");
  }

  private Map<String, List<Point>> growthPoints() {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    for (String row : GROWTH.keySet().stream().sorted().toList()) {
      List<Point> own = all(Point.class).stream().filter(point -> point.row().equals(row)).toList();
      if (!own.isEmpty()) {
        points.put(row, own);
      }
    }
    return points;
  }

  private String unmeasured() {
    List<String> measured = all(Figure.class).stream().map(Figure::row).toList();
    List<String> points = all(Point.class).stream().map(Point::row).toList();
    String rows =
        Rows.all().stream()
            .map(Row::id)
            .filter(row -> !measured.contains(row) && !points.contains(row))
            .sorted(RowOrder.COMPARATOR)
            .collect(Collectors.joining(", "));
    return rows.isEmpty() ? "All rows are measured." : "Not measured yet: rows " + rows + ".";
  }

  private String machineTable() {
    Map<String, List<Machine>> alike =
        all(Machine.class).stream()
            .collect(
                Collectors.groupingBy(
                    machine -> describe(machine), LinkedHashMap::new, Collectors.toList()));
    return alike.entrySet().stream()
        .map(
            machines ->
                "- Rows %s (%s): %s"
                    .formatted(
                        machines.getValue().stream()
                            .map(Machine::row)
                            .sorted(RowOrder.COMPARATOR)
                            .collect(Collectors.joining(", ")),
                        machines.getValue().stream()
                            .map(machine -> machine.at().toString().substring(0, 10))
                            .distinct()
                            .collect(Collectors.joining(", ")),
                        machines.getKey()))
        .collect(Collectors.joining("\n"));
  }

  private static String describe(Machine machine) {
    return "%s, %d processors%s, %d GiB, %s, %s; Keycloak %s, PostgreSQL %s%s"
        .formatted(
            machine.processor(),
            machine.processors(),
            machine.pinned() ? " (one for the server, one for all else)" : "",
            machine.memoryGib(),
            machine.system(),
            machine.java(),
            machine.keycloak(),
            machine.database(),
            machine.shortened() ? "; a short run, whose figures mean little" : "");
  }

  private <T extends Result> List<T> all(Class<T> type) {
    return results.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .sorted((one, other) -> RowOrder.COMPARATOR.compare(one.row(), other.row()))
        .toList();
  }

  private static String table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder();
    table.append(line(head)).append(line(head.stream().map(column -> "---").toList()));
    rows.forEach(row -> table.append(line(row)));
    return table.toString().strip();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String template() {
    try (InputStream file = PerformancePage.class.getResourceAsStream(TEMPLATE)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
