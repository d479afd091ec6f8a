package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.settings.MapEntry;
import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Optional;

/**
 * The converter of the section {@code usermapping source=explicit}, whose options are users and
 * whose values are their Duo names.
 */
final class UserMapConverter {
  private static final SettingKey KEY = SettingKey.MAPPING_EXPLICIT;

  private UserMapConverter() {}

  static ConvertedOption convert(ResolvedOption option) {
    // A lonely dollar sign is a name in a store, but a map comes from the vault as a whole.
    String name = option.value().equals("$$") ? "$" : option.value();
    Optional<String> problem = problem(option.name(), option.value());
    return problem
        .map(sentence -> ConvertedOption.without(option, Action.TODO, KEY.id(), sentence))
        .orElseGet(
            () ->
                new ConvertedOption(
                    option,
                    Optional.of(KEY),
                    false,
                    option.line(Action.TAKEN, KEY.id(), "is taken into the map"),
                    name,
                    Optional.of(name)));
  }

  /** Why a user with that Duo name, as a file has both, is not taken. */
  static Optional<String> problem(String user, String name) {
    if (Placeholder.is(user) || Placeholder.is(name)) {
      return Optional.of(Placeholder.MESSAGE);
    }
    if (name.equals("$") || name.startsWith("${vault.")) {
      return Optional.of("cannot come from a vault by itself: write the name");
    }
    return DuoUsername.of(name).isPresent()
        ? Optional.empty()
        : Optional.of("has no Duo name, or one with blanks around it or control characters");
  }

  /** The map as Keycloak stores it, in JSON. */
  static String toJson(List<ConvertedOption> users) {
    return MapEntry.toJson(
        users.stream().map(user -> new MapEntry(user.source().name(), user.stored())).toList());
  }
}
