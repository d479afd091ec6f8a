package io.github.keycloakduo.instipod;

import io.github.keycloakduo.fuzz.Property;
import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ImportResult.Rejected;
import io.github.keycloakduo.settings.AllowedRoutes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Exports with configurations of DuoUniversalKeycloakAuthenticator. */
public final class InstipodExportFuzz {
  private InstipodExportFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    read(input);
    // The same bytes as the overrides of a configuration whose secret is known.
    Map<String, String> options = Exports.least("duoClientIds", Property.text(input));
    String secret = Property.secretBeside(input);
    options.put("duoSecretKey", secret);
    String around = Exports.json(Exports.config("Duo", options));
    String text = read(around.getBytes(StandardCharsets.UTF_8)).toString();
    Property.holds(!text.contains(secret), "no secret key is in the result");
  }

  private static ImportResult read(byte[] file) {
    ImportResult result =
        new InstipodImporter(AllowedRoutes.DEFAULT, id -> Optional.empty()).read(file, "", "");
    if (result instanceof Rejected rejected) {
      Property.holds(!rejected.errors().isEmpty(), "a refusal has a reason");
    }
    if (result instanceof Converted converted) {
      Property.holds(!converted.report().isEmpty(), "each conversion has a report");
      Property.holds(
          converted.config().values().stream().noneMatch(String::isBlank),
          "no option without a value is stored");
    }
    return result;
  }
}
