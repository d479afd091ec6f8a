package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.VaultKeys;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.MapEntry;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.VaultExpression;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a configuration in the format of the SPS plugin, to show that the import loses nothing:
 * what is written and read again is the same. Keys that only this product has are written by the
 * same rule, which the original passes over.
 */
final class SpsExporter {
  private final SpsImporter importer;

  /**
   * For a server.
   *
   * @param allowed the hosts and proxies that its operator allows
   */
  SpsExporter(AllowedRoutes allowed) {
    importer = new SpsImporter(allowed);
  }

  /**
   * Writes it.
   *
   * @param alias of the configuration, for the names of vault entries; may be blank
   */
  SpsExport export(Map<String, String> config, String alias) {
    String store = config.getOrDefault(SettingKey.CREDENTIAL_STORE_NAME.id(), "");
    VaultKeys vault =
        VaultKeys.of(alias, Optional.of(store.strip()).filter(name -> !name.isEmpty()));
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    for (SettingKey key : SettingKey.values()) {
      String value = config.getOrDefault(key.id(), "").strip();
      if (isText(value)) {
        write(sections, key, value, vault);
      }
    }
    StringBuilder text = new StringBuilder();
    sections.forEach(
        (section, lines) -> text.append('[').append(section).append("]\n").append(lines));
    return new SpsExport(text.toString(), changed(config, text.toString(), alias));
  }

  private static boolean isText(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> !Character.isISOControl(c) || c == '\n' || c == '\t');
  }

  private static void write(
      Map<String, StringBuilder> sections, SettingKey key, String value, VaultKeys vault) {
    List<MapEntry> users = key == SettingKey.MAPPING_EXPLICIT ? users(value) : List.of();
    String section = users.isEmpty() ? SpsNames.section(key) : SpsNames.EXPLICIT;
    StringBuilder lines = sections.computeIfAbsent(section, none -> new StringBuilder());
    boolean hidden = key.isSecret() && !value.equals("$") && !VaultExpression.is(value);
    String shown = hidden ? VaultExpression.of(vault.entry(key)) : value;
    if (users.isEmpty()) {
      lines.append(line(SpsNames.option(key), shown));
    }
    users.forEach(user -> lines.append(line(user.name(), user.value())));
  }

  private static String line(String option, String value) {
    return option + " = " + value.replace("%", "%%").replace("\n", "\n    ") + "\n";
  }

  /** The users of a map that can stand in a section; none if one of them cannot. */
  private static List<MapEntry> users(String json) {
    List<MapEntry> users = MapEntry.parse(json).orElse(List.of());
    boolean fit = users.stream().allMatch(SpsExporter::isOption);
    return fit && MapEntry.toJson(users).equals(json) ? users : List.of();
  }

  private static boolean isOption(MapEntry user) {
    String name = user.name();
    boolean fit = name.equals(name.strip().toLowerCase(Locale.ROOT)) && !name.isEmpty();
    return fit
        && "[#;".indexOf(name.charAt(0)) < 0
        && name.chars().noneMatch(c -> c == '=' || c == ':' || Character.isISOControl(c))
        && UserMapConverter.problem(name, user.value()).isEmpty()
        && !user.value().equals("$$");
  }

  /** Reads it again, since nothing else says so surely what the format can hold. */
  private List<String> changed(Map<String, String> config, String text, String alias) {
    Map<String, String> again =
        importer.read(text.getBytes(StandardCharsets.UTF_8), alias)
                instanceof ImportResult.Converted converted
            ? converted.config()
            : Map.of();
    return new TreeMap<>(config)
        .entrySet().stream()
            .filter(entry -> !entry.getValue().isBlank())
            .filter(entry -> !entry.getValue().equals(again.get(entry.getKey())))
            .map(Map.Entry::getKey)
            .toList();
  }
}
