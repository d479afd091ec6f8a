package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.SettingKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a configuration of a file of the SPS plugin; never throws, whatever it is given. */
public final class SpsImporter {
  private final SettingsCheck check;

  /**
   * For a server.
   *
   * @param hosts what its operator allows besides Duo's own domains
   */
  public SpsImporter(AllowedHosts hosts) {
    check = new SettingsCheck(hosts);
  }

  /**
   * Reads a file and converts it.
   *
   * @param file at most 256 KiB are accepted; whoever reads it need not read more than one byte
   *     beyond
   * @param alias of the configuration, for the names of vault entries; may be blank
   */
  public SpsImport read(byte[] file, String alias) {
    Mistakes mistakes = new Mistakes();
    List<String> lines = IniText.lines(file, mistakes);
    // Each step is of use only after one without mistakes.
    List<Entry> entries = mistakes.isEmpty() ? entries(lines, mistakes) : List.of();
    return mistakes.isEmpty()
        ? convert(entries, VaultKeys.of(alias, store(entries)))
        : new SpsImport.Refused(mistakes.list());
  }

  private static List<Entry> entries(List<String> lines, Mistakes mistakes) {
    IniFile file = IniReader.read(lines, mistakes);
    return mistakes.isEmpty() ? Entries.of(file, mistakes) : List.of();
  }

  /** The credential store, if its name can be one here and is no secret. */
  private Optional<String> store(List<Entry> entries) {
    SettingKey key = SettingKey.CREDENTIAL_STORE_NAME;
    return findings(entries, VaultKeys.of("", Optional.empty())).stream()
        .filter(finding -> finding.isStored(key))
        .flatMap(finding -> finding.clear().stream())
        .filter(name -> check.refusals(Map.of(key, Optional.of(name))).get(key) == null)
        .findFirst();
  }

  private SpsImport convert(List<Entry> entries, VaultKeys vault) {
    List<Finding> taken = ExemptionGuard.keep(accepted(Doubles.settle(findings(entries, vault))));
    List<ConfigProblem> problems = check.problems(clear(taken));
    List<ReportLine> report = new ArrayList<>(taken.stream().map(Finding::line).toList());
    for (ConfigProblem problem : problems) {
      problem.key().ifPresent(key -> report.add(missing(key, problem.sentence(), vault)));
    }
    return new SpsImport.Converted(config(taken), report, problems.isEmpty());
  }

  /** Guarded before duplicates are settled, since the line that does not count has a secret too. */
  private static List<Finding> findings(List<Entry> entries, VaultKeys vault) {
    Judge judge = new Judge(vault);
    return SecretGuard.keep(entries.stream().map(judge::judge).toList());
  }

  /** Without the values that a login would refuse, on which others may depend. */
  private List<Finding> accepted(List<Finding> findings) {
    Map<SettingKey, String> refusals = check.refusals(clear(findings));
    List<Finding> rest = findings.stream().map(finding -> accepted(finding, refusals)).toList();
    return rest.equals(findings) ? rest : accepted(rest);
  }

  private static Finding accepted(Finding finding, Map<SettingKey, String> refusals) {
    Optional<String> refusal =
        finding.setting().filter(key -> finding.isStored()).map(refusals::get);
    return refusal.map(finding::refused).orElse(finding);
  }

  private static Map<SettingKey, Optional<String>> clear(List<Finding> findings) {
    Map<SettingKey, Optional<String>> values = new EnumMap<>(SettingKey.class);
    for (Finding finding : findings) {
      if (finding.isStored() && !finding.isUser()) {
        finding.setting().ifPresent(key -> values.put(key, finding.clear()));
      }
    }
    users(findings).ifPresent(map -> values.put(SettingKey.MAPPING_EXPLICIT, Optional.of(map)));
    return values;
  }

  private static Map<String, String> config(List<Finding> findings) {
    Map<SettingKey, String> stored = new EnumMap<>(SettingKey.class);
    for (Finding finding : findings) {
      if (finding.isStored()) {
        finding.setting().ifPresent(key -> stored.put(key, finding.stored()));
      }
    }
    users(findings).ifPresent(map -> stored.put(SettingKey.MAPPING_EXPLICIT, map));
    Map<String, String> config = new LinkedHashMap<>();
    stored.forEach((key, value) -> config.put(key.id(), value));
    return config;
  }

  private static Optional<String> users(List<Finding> findings) {
    List<Finding> users =
        findings.stream().filter(Finding::isUser).filter(Finding::isStored).toList();
    return users.isEmpty() ? Optional.empty() : Optional.of(Users.map(users));
  }

  /** In the original it may stand in the credential store without being in the file. */
  private static ReportLine missing(SettingKey key, String sentence, VaultKeys vault) {
    boolean stands = vault.store().isPresent();
    return new ReportLine(
        SpsNames.section(key),
        SpsNames.option(key),
        stands ? Action.VAULT : Action.TODO,
        stands ? vault.entry(key) : key.id(),
        sentence + (stands ? "; the credential store may have it" : ""));
  }
}
