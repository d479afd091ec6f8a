package io.github.keycloakduo.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of docs/monitoring, with the metrics and labels that their expressions use. */
public final class MonitoringFiles {
  private static final Path FOLDER = Path.of("docs", "monitoring");
  private static final Pattern SELECTOR =
      Pattern.compile("(keycloak_duo_mfa_\\w+)(?:\\{([^}]*)\\})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

  private MonitoringFiles() {}

  /** A value that a metric's label is compared with. */
  record Comparison(String metric, String label, String value) {}

  static JsonNode rules() throws IOException {
    return new YAMLMapper().readTree(Files.readString(FOLDER.resolve("prometheus-rules.yml")));
  }

  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(Files.readString(FOLDER.resolve("grafana-dashboard.json")));
  }

  /** The expressions of both files. */
  static List<String> expressions() throws IOException {
    List<String> all = new ArrayList<>(rules().findValuesAsText("expr"));
    all.addAll(dashboard().findValuesAsText("expr"));
    return all;
  }

  /** The labels that the files want of each metric. */
  public static Map<String, Set<String>> metrics() throws IOException {
    Map<String, Set<String>> labels = new TreeMap<>();
    for (String expression : expressions()) {
      Set<String> grouped =
          GROUPING
              .matcher(expression)
              .results()
              .flatMap(by -> Arrays.stream(by.group(1).split(",")))
              .map(String::strip)
              .collect(Collectors.toSet());
      SELECTOR
          .matcher(expression)
          .results()
          .forEach(
              selector -> {
                Set<String> wanted =
                    labels.computeIfAbsent(selector.group(1), none -> new TreeSet<>());
                wanted.addAll(grouped);
                comparisons(selector).forEach(comparison -> wanted.add(comparison.label()));
              });
    }
    return labels;
  }

  /** The values that the files compare labels with. */
  static List<Comparison> comparisons() throws IOException {
    return expressions().stream()
        .flatMap(expression -> SELECTOR.matcher(expression).results())
        .flatMap(selector -> comparisons(selector).stream())
        .toList();
  }

  private static List<Comparison> comparisons(MatchResult selector) {
    return selector.group(2) == null
        ? List.of()
        : MATCHER
            .matcher(selector.group(2))
            .results()
            .flatMap(
                found ->
                    Arrays.stream(found.group(3).split("\\|"))
                        .map(value -> new Comparison(selector.group(1), found.group(1), value)))
            .toList();
  }
}
