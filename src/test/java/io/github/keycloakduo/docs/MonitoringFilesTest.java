package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerting rules and the dashboard are complete, and name what there is. */
class MonitoringFilesTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(keycloak_duo_mfa_\\w+)` \\| (\\w+) \\| ([^|]+) \\|");
  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");
  private static final Pattern SOURCE_NAME = Pattern.compile("\"(keycloak_duo_mfa_\\w+)\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?(\\w+) ?}}");

  /** The labels of each metric by the table of docs/monitoring.md; a timer is three metrics. */
  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> metrics = new TreeMap<>();
    ROW.matcher(Files.readString(Path.of("docs", "monitoring.md")))
        .results()
        .forEach(
            row -> {
              Set<String> labels =
                  LABEL
                      .matcher(row.group(3))
                      .results()
                      .map(label -> label.group(1))
                      .collect(Collectors.toCollection(TreeSet::new));
              boolean timer = row.group(2).equals("timer");
              (timer ? Stream.of("_count", "_sum", "_max") : Stream.of(""))
                  .forEach(end -> metrics.put(row.group(1) + end, labels));
            });
    return metrics;
  }

  @Test
  void eachRuleHasAllThatPrometheusAndItsReadersNeed() throws IOException {
    JsonNode groups = MonitoringFiles.rules().path("groups");
    assertThat(groups).hasSize(1);
    JsonNode rules = groups.get(0).path("rules");

    assertThat(rules.findValuesAsText("alert"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrder(
            "DuoMfaUnreachable",
            "DuoMfaBreakerOpen",
            "DuoMfaFailOpen",
            "DuoMfaConfigError",
            "DuoMfaKeysRefused",
            "DuoMfaPendingPushesHigh",
            "DuoMfaFraud",
            "DuoMfaBreakGlassUsed",
            "DuoMfaPushFatigue");
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning");
              assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
              assertThat(rule.path("annotations").path("description").asText()).isNotBlank();
              assertThat(rule.path("for").asText("1m")).matches("\\d+m");
              Set<String> labels = labels(rule.path("expr").asText());
              PLACEHOLDER
                  .matcher(rule.path("annotations").path("summary").asText())
                  .results()
                  .forEach(used -> assertThat(labels).contains(used.group(1)));
            });
  }

  @Test
  void eachPanelHasAnExpressionAndAPlaceOfItsOwn() throws IOException {
    JsonNode panels = MonitoringFiles.dashboard().path("panels");

    assertThat(panels).hasSizeGreaterThan(8);
    assertThat(panels.findValuesAsText("title")).doesNotHaveDuplicates();
    assertThat(panels.findValues("gridPos")).doesNotHaveDuplicates();
    assertThat(panels)
        .allSatisfy(
            panel -> {
              JsonNode place = panel.path("gridPos");
              assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
              assertThat(panel.path("targets")).isNotEmpty();
              for (JsonNode target : panel.path("targets")) {
                Set<String> labels = labels(target.path("expr").asText());
                PLACEHOLDER
                    .matcher(target.path("legendFormat").asText())
                    .results()
                    .forEach(used -> assertThat(labels).contains(used.group(1)));
              }
            });
  }

  /** What an expression groups by. */
  private static Set<String> labels(String expression) {
    return Pattern.compile("by \\(([^)]*)\\)")
        .matcher(expression)
        .results()
        .flatMap(by -> Arrays.stream(by.group(1).split(",")))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  @Test
  void bracketsOfEachExpressionMatch() throws IOException {
    for (String expression : MonitoringFiles.expressions()) {
      String brackets = expression.replaceAll("\"[^\"]*\"", "").replaceAll("[^(){}\\[\\]]", "");
      while (brackets.matches(".*(\\(\\)|\\{}|\\[]).*")) {
        brackets = brackets.replaceAll("\\(\\)|\\{}|\\[]", "");
      }
      assertThat(brackets).as(expression).isEmpty();
    }
  }

  @Test
  void namesMetricsAndLabelsOfThePageOnly() throws IOException {
    Map<String, Set<String>> documented = documented();

    MonitoringFiles.metrics()
        .forEach(
            (metric, labels) -> {
              assertThat(documented).containsKey(metric);
              assertThat(documented.get(metric)).as(metric).containsAll(labels);
            });
  }

  @Test
  void thePageHasEveryMetricOfTheCode() throws IOException {
    Set<String> inCode = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        SOURCE_NAME
            .matcher(Files.readString(source))
            .results()
            .forEach(name -> inCode.add(name.group(1)));
      }
    }
    Set<String> onPage =
        documented().keySet().stream()
            .map(name -> name.replaceAll("(_seconds)_(count|sum|max)$", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(onPage).isEqualTo(inCode);
  }

  @Test
  void comparesWithOutcomesAndFactorsThatThereAre() throws IOException {
    List<String> outcomes = Arrays.stream(Outcome.values()).map(Outcome::id).toList();
    List<String> factors = Arrays.stream(Factor.values()).map(Factor::id).toList();
    List<MonitoringFiles.Comparison> all = MonitoringFiles.comparisons();

    assertThat(all)
        .filteredOn(comparison -> comparison.label().equals("outcome"))
        .isNotEmpty()
        .allMatch(comparison -> outcomes.contains(comparison.value()));
    assertThat(all)
        .filteredOn(comparison -> comparison.label().equals("factor"))
        .isNotEmpty()
        .allMatch(comparison -> factors.contains(comparison.value()));
  }
}
