package io.github.keycloakduo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param file a path
 * @param alias for the names of vault entries; may be empty
 * @param json whether programs shall read the result
 */
record ImportArguments(String file, String alias, boolean json) {
  static final String USAGE =
      "Usage: java -jar keycloak-duo-mfa.jar import [--json] [--alias=NAME] plugin.ini";

  private static final String ALIAS = "--alias=";

  /** Empty if they cannot be understood. */
  static Optional<ImportArguments> read(List<String> arguments) {
    List<String> files = new ArrayList<>();
    String alias = "";
    boolean json = false;
    for (String argument : arguments) {
      if (argument.equals("--json")) {
        json = true;
      } else if (argument.startsWith(ALIAS)) {
        alias = argument.substring(ALIAS.length());
      } else if (argument.startsWith("-")) {
        return Optional.empty();
      } else {
        files.add(argument);
      }
    }
    return files.size() == 2 && files.get(0).equals("import")
        ? Optional.of(new ImportArguments(files.get(1), alias, json))
        : Optional.empty();
  }
}
