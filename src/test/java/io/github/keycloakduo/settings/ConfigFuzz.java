package io.github.keycloakduo.settings;

import io.github.keycloakduo.fuzz.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stored configurations: lines of the form {@code key=value}, behind a line {@code --} shared. */
public final class ConfigFuzz {
  private ConfigFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = Property.text(input);
    String secret = Property.secretBeside(input);
    Map<String, String> own = new HashMap<>();
    Map<String, String> shared = new HashMap<>();
    Map<String, String> current = own;
    for (String line : text.split("\n", 200)) {
      int sign = line.indexOf('=');
      if (line.equals("--")) {
        current = shared;
      } else if (sign > 0) {
        current.put(line.substring(0, sign), line.substring(sign + 1).replace("\\n", "\n"));
      }
    }
    VaultLookup vault = expression -> Optional.of(secret).filter(c -> expression.length() % 2 == 0);
    RawConfig raw = RawConfig.of(own, alias -> List.of(shared), vault);
    ConfigResult result = new SettingsParser(AllowedRoutes.DEFAULT).parse(raw, vault);
    if (result instanceof ConfigResult.Invalid invalid) {
      Property.holds(!invalid.problems().isEmpty(), "there is a reason");
      for (String sentence : ConfigProblem.sentences(invalid.problems())) {
        Property.holds(!sentence.contains(secret), "no secret of the vault is shown");
        Property.holds(sentence.chars().noneMatch(Character::isISOControl), "a reason is one line");
        String skey = own.getOrDefault(SettingKey.DUO_SKEY.id(), "");
        Property.holds(
            skey.length() < 30
                || skey.startsWith("${")
                || text.indexOf(skey) != text.lastIndexOf(skey)
                || !sentence.contains(skey),
            "a secret key is not shown");
      }
    }
  }
}
