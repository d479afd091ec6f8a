package io.github.keycloakduo.gateway;

import io.github.keycloakduo.fuzz.Property;
import java.util.List;

/** User names of gateways, which may hold passcodes and answers. */
public final class UsernameFuzz {
  private static final UsernameParser PARSER = new UsernameParser(List.of("ticket", "Reason"));

  private UsernameFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = Property.text(input);
    ParsedUsername parsed = PARSER.parse(text);
    String shown = PARSER.beforeSecret(text).orElse(text);
    Property.holds(text.startsWith(shown), "what is shown is the beginning of the name");
    if (parsed instanceof ParsedUsername.Plain plain) {
      Property.holds(plain.name().equals(text), "a name without parameters stays whole");
    } else {
      Property.holds(!shown.equals(text) || text.endsWith("="), "a secret is not shown");
    }
    if (parsed instanceof ParsedUsername.WithParameters with) {
      Property.holds(!with.names().isEmpty(), "there is a name");
      String decoded = text.replace('^', ':');
      with.pairs()
          .forEach(
              (key, value) -> {
                Property.holds(!value.isEmpty(), "no value is empty");
                Property.holds(
                    text.contains(value) || decoded.contains(value), "values are of the text");
                Property.holds(
                    value.length() < 12 || !with.toString().contains(value), "values are hidden");
              });
    }
  }
}
