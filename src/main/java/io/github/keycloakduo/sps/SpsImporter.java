package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ConfigValidator;
import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.importing.VaultKeys;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.SettingKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The importer of configuration files of the Duo plugin for One Identity SPS. It never throws,
 * whatever it is given.
 */
public final class SpsImporter {
  /** In bytes. */
  public static final int MAX_FILE = IniText.MAX_BYTES;

  private final ConfigValidator validator;

  /**
   * For a server.
   *
   * @param allowed the hosts and proxies that its operator allows
   */
  public SpsImporter(AllowedRoutes allowed) {
    validator = new ConfigValidator(allowed);
  }

  /**
   * Reads a file and converts it.
   *
   * @param file at most 256 KiB are accepted; whoever reads it need not read more than one byte
   *     beyond
   * @param alias of the configuration, for the names of vault entries; may be blank
   */
  public ImportResult read(byte[] file, String alias) {
    ParseErrors errors = new ParseErrors();
    List<String> lines = IniText.lines(file, errors);
    // What a step returns is complete only if there was no error.
    List<ResolvedOption> options = errors.isEmpty() ? resolve(lines, errors) : List.of();
    return errors.isEmpty()
        ? convert(options, VaultKeys.of(alias, store(options)))
        : new ImportResult.Rejected(errors.list());
  }

  private static List<ResolvedOption> resolve(List<String> lines, ParseErrors errors) {
    IniFile file = IniReader.read(lines, errors);
    return errors.isEmpty() ? OptionResolver.resolve(file, errors) : List.of();
  }

  /** The credential store, if its name can be one here and is no secret. */
  private Optional<String> store(List<ResolvedOption> resolved) {
    SettingKey key = SettingKey.CREDENTIAL_STORE_NAME;
    return converted(resolved, VaultKeys.of("", Optional.empty())).stream()
        .filter(option -> option.isStored(key))
        .flatMap(option -> option.clearValue().stream())
        .filter(name -> validator.rejections(Map.of(key, Optional.of(name))).get(key) == null)
        .findFirst();
  }

  private ImportResult convert(List<ResolvedOption> resolved, VaultKeys vault) {
    List<ConvertedOption> taken =
        ExemptionGuard.apply(accepted(DuplicateOptions.resolve(converted(resolved, vault))));
    List<ConfigProblem> problems = validator.problems(clearValues(taken));
    List<ReportLine> report = new ArrayList<>(taken.stream().map(ConvertedOption::line).toList());
    for (ConfigProblem problem : problems) {
      problem.key().ifPresent(key -> report.add(missing(key, problem.sentence(), vault)));
    }
    return new ImportResult.Converted(config(taken), Map.of(), report, problems.isEmpty());
  }

  /**
   * The options after the guard against secrets. It runs before duplicates are resolved, since the
   * line that does not count may have a secret too.
   */
  private static List<ConvertedOption> converted(List<ResolvedOption> resolved, VaultKeys vault) {
    OptionConverter converter = new OptionConverter(vault);
    return SecretGuard.apply(resolved.stream().map(converter::convert).toList());
  }

  /** Without the values that a login would refuse, on which others may depend. */
  private List<ConvertedOption> accepted(List<ConvertedOption> options) {
    Map<SettingKey, String> rejections = validator.rejections(clearValues(options));
    List<ConvertedOption> rest =
        options.stream().map(option -> accepted(option, rejections)).toList();
    return rest.equals(options) ? rest : accepted(rest);
  }

  private static ConvertedOption accepted(
      ConvertedOption option, Map<SettingKey, String> rejections) {
    Optional<String> rejection = option.key().filter(key -> option.isStored()).map(rejections::get);
    return rejection.map(option::rejected).orElse(option);
  }

  private static Map<SettingKey, Optional<String>> clearValues(List<ConvertedOption> options) {
    Map<SettingKey, Optional<String>> values = new EnumMap<>(SettingKey.class);
    for (ConvertedOption option : options) {
      if (option.isStored() && !option.isUserMapping()) {
        option.key().ifPresent(key -> values.put(key, option.clearValue()));
      }
    }
    users(options).ifPresent(map -> values.put(SettingKey.MAPPING_EXPLICIT, Optional.of(map)));
    return values;
  }

  private static Map<String, String> config(List<ConvertedOption> options) {
    Map<SettingKey, String> stored = new EnumMap<>(SettingKey.class);
    for (ConvertedOption option : options) {
      if (option.isStored()) {
        option.key().ifPresent(key -> stored.put(key, option.stored()));
      }
    }
    users(options).ifPresent(map -> stored.put(SettingKey.MAPPING_EXPLICIT, map));
    Map<String, String> config = new LinkedHashMap<>();
    stored.forEach((key, value) -> config.put(key.id(), value));
    return config;
  }

  private static Optional<String> users(List<ConvertedOption> options) {
    List<ConvertedOption> users =
        options.stream()
            .filter(ConvertedOption::isUserMapping)
            .filter(ConvertedOption::isStored)
            .toList();
    return users.isEmpty() ? Optional.empty() : Optional.of(UserMapConverter.toJson(users));
  }

  /** The line about an option that the file lacks. The SPS may have it in its credential store. */
  private static ReportLine missing(SettingKey key, String sentence, VaultKeys vault) {
    boolean hasStore = vault.store().isPresent();
    return new ReportLine(
        SpsNames.section(key),
        SpsNames.option(key),
        hasStore ? Action.VAULT : Action.TODO,
        hasStore ? vault.entry(key) : key.id(),
        sentence + (hasStore ? "; the credential store may have it" : ""));
  }
}
