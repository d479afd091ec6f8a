package io.github.keycloakduo.instipod;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ConfigValidator;
import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ParseError;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.importing.SecretTexts;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The importer of configurations of the Keycloak extension DuoUniversalKeycloakAuthenticator. It
 * never throws, whatever it is given.
 */
public final class InstipodImporter {
  /** In bytes; the library that reads it needs thirty times as much. */
  public static final int MAX_FILE = 4 * 1024 * 1024;

  private static final int MAX_OVERRIDES = 500;
  private static final int MAX_NAMED = 20;
  private static final String DEFAULT_ALIAS = "duo";

  private final ConfigValidator validator;
  private final Function<String, Optional<String>> clientIds;

  /**
   * For a server.
   *
   * @param allowed the hosts and proxies that its operator allows
   * @param clientIds the client id for the internal id of a client, as far as the server knows it;
   *     what it does not know may be in the file
   */
  public InstipodImporter(AllowedRoutes allowed, Function<String, Optional<String>> clientIds) {
    this.validator = new ConfigValidator(allowed);
    this.clientIds = clientIds;
  }

  /**
   * Reads a file and converts a configuration in it.
   *
   * @param file a realm export, an array of them, or {@code {"alias","config"}}
   * @param alias of the configuration here; if blank, the one it has names the vault entries
   * @param wanted which one of the file is meant, by alias, id, or realm and alias; may be blank if
   *     it has only one
   */
  public ImportResult read(byte[] file, String alias, String wanted) {
    if (file.length > MAX_FILE) {
      return rejected("the file is larger than 4 MiB; export the realm without its users");
    }
    ExportReader reader = new ExportReader();
    List<SourceConfig> all = reader.read(file);
    if (!reader.errors().isEmpty()) {
      return new ImportResult.Rejected(reader.errors());
    }
    List<SourceConfig> chosen = choose(all, wanted);
    if (chosen.size() == 1) {
      return convert(chosen.get(0), alias);
    }
    return rejected(
        chosen.isEmpty()
            ? "the file has no configuration of the authenticator duo-universal"
                + (wanted.isBlank() ? "" : " of that name")
            : "the file has several configurations of the authenticator duo-universal; choose one"
                + " by its name: "
                + chosen.stream()
                    .limit(MAX_NAMED)
                    .map(config -> LogSafeText.quotable(config.name()))
                    .collect(Collectors.joining(", ")));
  }

  private static ImportResult rejected(String sentence) {
    return new ImportResult.Rejected(List.of(new ParseError(0, sentence)));
  }

  /** One that no step uses is meant only if it is named, or if there is no other. */
  private static List<SourceConfig> choose(List<SourceConfig> all, String wanted) {
    if (!wanted.isBlank()) {
      return all.stream().filter(config -> config.isCalled(wanted.strip())).toList();
    }
    List<SourceConfig> used = all.stream().filter(SourceConfig::used).toList();
    return used.isEmpty() ? all : used;
  }

  private ImportResult convert(SourceConfig source, String given) {
    String overrides = source.options().getOrDefault(InstipodKeys.CLIENTS, "");
    if (ClientOverride.all(overrides).size() > MAX_OVERRIDES) {
      return rejected("the configuration has more than " + MAX_OVERRIDES + " client overrides");
    }
    String alias =
        Stream.of(given, source.alias())
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse(DEFAULT_ALIAS);
    SecretTexts secrets = secrets(source);
    ConfigDraft main = new ConfigConverter(validator).convert(source, alias, secrets);
    OverrideConverter clients =
        new OverrideConverter(validator, id -> clientId(id, source), main, alias, secrets);
    if (source.options().containsKey(InstipodKeys.CLIENTS)) {
      clients.convert(overrides);
    }
    return converted(main, clients);
  }

  /** The server knows best; a file may come from another one. */
  private Optional<String> clientId(String id, SourceConfig source) {
    String lower = ConfigAliases.key(id);
    return Stream.of(id, lower)
        .flatMap(
            known ->
                clientIds
                    .apply(known)
                    .or(() -> Optional.ofNullable(source.clients().get(known)))
                    .stream())
        .filter(clientId -> !clientId.isBlank())
        .findFirst();
  }

  private static SecretTexts secrets(SourceConfig source) {
    Stream<String> ofClients =
        Arrays.stream(source.options().getOrDefault(InstipodKeys.CLIENTS, "").split("##"))
            .flatMap(entry -> Arrays.stream(entry.split(",", -1)).skip(2).limit(1))
            .map(String::strip);
    Stream<String> own = Stream.ofNullable(source.options().get(InstipodKeys.SKEY));
    return SecretTexts.of(
        Stream.concat(own.map(String::strip), ofClients)
            .filter(text -> !text.equals(ConfigDraft.MASK))
            .toList());
  }

  private ImportResult converted(ConfigDraft main, OverrideConverter clients) {
    List<ConfigProblem> problems = validator.problems(main.clearValues());
    for (ConfigProblem problem : problems) {
      problem
          .key()
          .ifPresent(
              key -> main.say(InstipodKeys.origin(key), Action.TODO, key.id(), problem.sentence()));
    }
    Map<String, String> config = new LinkedHashMap<>(main.stored());
    clients.map().ifPresent(map -> config.put(OverrideConverter.KEY, map));
    List<ReportLine> report = new ArrayList<>(main.report());
    Map<String, Map<String, String>> more = new LinkedHashMap<>();
    clients
        .drafts()
        .forEach(
            (alias, draft) -> {
              more.put(alias, draft.stored());
              report.addAll(draft.report());
            });
    return new ImportResult.Converted(config, more, report, problems.isEmpty());
  }
}
