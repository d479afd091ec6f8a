package io.github.keycloakduo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rooms as {@code docs/architecture.md} describes them: the plan that the code is held to. */
final class Rooms {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern EDGE_ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern ARROWS = Pattern.compile("(?m)^  (\\w+) --> ([\\w& ]+)$");
  private static final Pattern ROOM = Pattern.compile("`(\\w+)`");

  private final String plan;
  private final String edge;

  Rooms() {
    try {
      String page = Files.readString(Path.of("docs", "architecture.md"));
      int start = page.indexOf("\n### The edge\n");
      int end = page.indexOf("\n## ", start);
      edge = page.substring(start, end);
      plan = page.substring(0, start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> names() {
    return rows(row -> row.group(1)).keySet();
  }

  /** Which rooms each room may use, by the table. */
  Map<String, Set<String>> arrows() {
    Set<String> all = names();
    return rows(
        row -> {
          Set<String> named =
              ROOM.matcher(row.group(2))
                  .results()
                  .map(found -> found.group(1))
                  .collect(Collectors.toCollection(TreeSet::new));
          if (!row.group(2).startsWith("all")) {
            return named;
          }
          Set<String> rest = new TreeSet<>(all);
          rest.remove(row.group(1));
          rest.removeAll(named);
          return rest;
        });
  }

  /** Which rooms of the edge each of them may use, by its table; names without {@code keycloak}. */
  Map<String, Set<String>> edgeArrows() {
    Map<String, Set<String>> rows = new TreeMap<>();
    EDGE_ROW
        .matcher(edge)
        .results()
        .forEach(
            row ->
                rows.put(
                    row.group(1),
                    ROOM.matcher(row.group(2))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
    return rows;
  }

  /** The rooms of the edge from the ground up. */
  List<String> edgeFloors() {
    return EDGE_ROW.matcher(edge).results().map(row -> row.group(1)).toList();
  }

  /** The same by the drawing; rooms without arrows are not in it. */
  Map<String, Set<String>> drawnArrows() {
    Map<String, Set<String>> drawn = new TreeMap<>();
    ARROWS
        .matcher(plan)
        .results()
        .forEach(line -> drawn.put(line.group(1), words(line.group(2), " & ")));
    return drawn;
  }

  /** Which libraries each room knows. */
  Map<String, Set<String>> libraries() {
    return rows(row -> row.group(3).equals("nothing") ? Set.of() : words(row.group(3), ", | and "));
  }

  private <T> Map<String, T> rows(Function<MatchResult, T> value) {
    Map<String, T> rows = new TreeMap<>();
    // The tables of the other chapters have other columns.
    ROW.matcher(plan).results().forEach(row -> rows.put(row.group(1), value.apply(row)));
    return rows;
  }

  private static Set<String> words(String text, String separator) {
    return new TreeSet<>(Arrays.asList(text.split(separator)));
  }
}
