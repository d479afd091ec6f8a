package io.github.keycloakduo.sps;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The result of the import of a file. */
public sealed interface SpsImport {
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
   * @param report a line for each option of the file, in its order, then one for each that is
   *     missing
   * @param ready whether a login would accept it, once the vault has what the report names and as
   *     far as this can be known outside a realm
   */
  record Converted(Map<String, String> config, List<ReportLine> report, boolean ready)
      implements SpsImport {
    public Converted {
      config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
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
  record Rejected(List<ParseError> errors) implements SpsImport {
    public Rejected {
      errors = List.copyOf(errors);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rejected().apply(this);
    }
  }
}
