package io.github.keycloakduo.sps;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of importing a file. */
public sealed interface SpsImport {
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
  }

  /**
   * It could not be read, and nothing of it is imported.
   *
   * @param mistakes at least one and at most 20, by line
   */
  record Refused(List<Mistake> mistakes) implements SpsImport {
    public Refused {
      mistakes = List.copyOf(mistakes);
    }
  }
}
