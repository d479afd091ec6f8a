package io.github.keycloakduo.cli;

import com.unboundid.util.json.JSONString;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ReportLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The writer of the JSON that the admin API answers for the same import. */
final class ImportJson {
  private ImportJson() {}

  static String of(Converted converted) {
    String report =
        converted.report().stream()
            .map(ImportJson::line)
            .map(ImportJson::object)
            .collect(Collectors.joining(",\n", "[\n", "\n]"));
    return "{\"config\":"
        + object(converted.config())
        + clientConfigs(converted.clientConfigs())
        + ",\n\"report\":"
        + report
        + "}";
  }

  /** As the server answers it: absent if there are none. */
  private static String clientConfigs(Map<String, Map<String, String>> configs) {
    return configs.isEmpty()
        ? ""
        : configs.entrySet().stream()
            .map(config -> quoted(config.getKey()) + ":" + object(config.getValue()))
            .collect(Collectors.joining(",\n", ",\n\"clientConfigs\":{\n", "\n}"));
  }

  private static Map<String, String> line(ReportLine line) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("section", line.section());
    members.put("option", line.option());
    members.put("action", line.action().id());
    members.put("key", line.key());
    members.put("message", line.message());
    return members;
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "  " + quoted(member.getKey()) + ": " + quoted(member.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  /** In ASCII, since nobody knows what character set a terminal or a pipe expects. */
  private static String quoted(String text) {
    return new JSONString(text)
        .toString()
        .chars()
        .mapToObj(c -> c < 127 ? String.valueOf((char) c) : String.format("\\u%04x", c))
        .collect(Collectors.joining());
  }
}
