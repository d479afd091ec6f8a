package io.github.keycloakduo.sps;

import io.github.keycloakduo.fuzz.Property;
import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ImportResult.Rejected;
import java.nio.charset.StandardCharsets;

/** Configuration files of the SPS plugin. */
public final class IniFuzz {
  private IniFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    read(input);
    String secret = Property.secretBeside(input);
    byte[] least = Imports.LEAST.replace(Imports.SKEY, secret).getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[least.length + input.length];
    System.arraycopy(least, 0, both, 0, least.length);
    System.arraycopy(input, 0, both, least.length, input.length);
    Property.holds(!read(both).toString().contains(secret), "no secret key is in the result");
  }

  private static ImportResult read(byte[] file) {
    ImportResult result = Imports.of(file);
    if (result instanceof Rejected rejected) {
      int errors = rejected.errors().size();
      Property.holds(errors > 0 && errors <= 20, "there are some errors and not too many");
    }
    if (result instanceof Converted converted) {
      SpsExport export = Imports.export(converted.config());
      Property.holds(
          !export.changed().isEmpty()
              || (Imports.of(export.text()) instanceof Converted again
                  && again.config().equals(converted.config())),
          "what was read is written and read again");
    }
    return result;
  }
}
