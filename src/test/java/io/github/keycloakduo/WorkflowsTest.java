package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows for GitHub, which run nowhere else: their form, and what they call. */
class WorkflowsTest {
  private static final Path FOLDER = Path.of(".github", "workflows");
  private static final Pattern ACTION =
      Pattern.compile("actions/(checkout|cache|upload-artifact|download-artifact)@v[0-9]+");
  private static final Pattern PROFILE = Pattern.compile("-P([\\w-]+)");
  private static final List<String> PROGRAMS = List.of("apt-get", "git", "gh", "mvn");

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  private static Stream<JsonNode> jobs(Path workflow) throws IOException {
    JsonNode jobs = new YAMLMapper().readTree(workflow.toFile()).path("jobs");
    return StreamSupport.stream(jobs.spliterator(), false);
  }

  private static List<JsonNode> steps(Path workflow) throws IOException {
    return jobs(workflow)
        .flatMap(job -> StreamSupport.stream(job.path("steps").spliterator(), false))
        .toList();
  }

  @Test
  void buildsTestsAndReleases() throws IOException {
    assertThat(workflows())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("build.yml", "matrix.yml", "release.yml");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void saysWhenItRunsAndMayOnlyReadByDefault(Path workflow) throws IOException {
    JsonNode all = new YAMLMapper().readTree(workflow.toFile());
    assertThat(all.path("name").asText() + ".yml").isEqualTo(workflow.getFileName().toString());
    assertThat(all.path("on").isObject()).isTrue();
    assertThat(all.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
    assertThat(jobs(workflow)).isNotEmpty().allMatch(job -> job.path("runs-on").isTextual());
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void callsOnlyWhatExists(Path workflow) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(steps(workflow)).isNotEmpty();
    for (JsonNode step : steps(workflow)) {
      assertThat(step.has("uses") ^ step.has("run")).as(step.toString()).isTrue();
      if (step.has("uses")) {
        assertThat(step.path("uses").asText()).matches(ACTION);
        continue;
      }
      for (String line : step.path("run").asText().lines().toList()) {
        String program = line.split(" ")[0];
        if (program.startsWith(".ci/")) {
          assertThat(Path.of(program)).isExecutable();
        } else {
          assertThat(PROGRAMS).contains(program);
        }
        PROFILE
            .matcher(line)
            .results()
            .forEach(found -> assertThat(pom).contains("<id>" + found.group(1) + "</id>"));
      }
    }
  }
}
