package io.github.keycloakduo.importing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The result of the import of a file. */
public sealed interface ImportResult {
  /** A function for each case. */
  record Cases<R>(Function<Converted, R> converted, Function<Rejected, R> rejected) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Converted, R> converted, Function<Rejected, R> rejected) {
    return match(new Cases<>(converted, rejected));
  }

  /**
   * It became a configuration.
   *
   * @param config as Keycloak stores it, in the order of the keys; secrets are references to the
   *     vault
   * @param clientConfigs by alias, the configurations that belong to it: {@code client.configs}
   *     names them; empty where the file has none
   * @param report a line for each option of the file, in its order, then one for each that is
   *     missing
   * @param ready whether a login would accept it, once the vault has what the report names and as
   *     far as this can be known outside a realm
   */
  record Converted(
      Map<String, String> config,
      Map<String, Map<String, String>> clientConfigs,
      List<ReportLine> report,
      boolean ready)
      implements ImportResult {
    public Converted {
      config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
      clientConfigs = Collections.unmodifiableMap(new LinkedHashMap<>(clientConfigs));
      report = List.copyOf(report);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.converted().apply(this);
    }
  }

  /**
   * It could not be read, and nothing of it is imported.
   *
   * @param errors at least one and at most 20, by line
   */
  record Rejected(List<ParseError> errors) implements ImportResult {
    public Rejected {
      errors = List.copyOf(errors);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rejected().apply(this);
    }
  }
}
