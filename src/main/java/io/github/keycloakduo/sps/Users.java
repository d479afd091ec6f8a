package io.github.keycloakduo.sps;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.settings.MapEntry;
import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Optional;

/** The section whose options are users, and whose values are their Duo names. */
final class Users {
  private static final SettingKey KEY = SettingKey.MAPPING_EXPLICIT;

  private Users() {}

  static Finding judge(Entry entry) {
    // A lonely dollar sign is a name in a store, but a map comes from the vault as a whole.
    String name = entry.value().equals("$$") ? "$" : entry.value();
    Optional<String> fault = fault(entry.option(), entry.value());
    return fault
        .map(sentence -> Finding.without(entry, Action.TODO, KEY.id(), sentence))
        .orElseGet(
            () ->
                new Finding(
                    entry,
                    Optional.of(KEY),
                    false,
                    entry.line(Action.TAKEN, KEY.id(), "is taken into the map"),
                    name,
                    Optional.of(name)));
  }

  /** Why a user with that Duo name, as a file has both, is not taken. */
  static Optional<String> fault(String user, String name) {
    if (Judge.isPlaceholder(user) || Judge.isPlaceholder(name)) {
      return Optional.of("is still the sample's: fill it in");
    }
    if (name.equals("$") || name.startsWith("${vault.")) {
      return Optional.of("cannot come from a vault by itself: write the name");
    }
    return DuoUsername.of(name).isPresent()
        ? Optional.empty()
        : Optional.of("has no Duo name, or one with blanks around it or control characters");
  }

  /** The map as Keycloak stores it. */
  static String map(List<Finding> users) {
    return MapEntry.toJson(
        users.stream().map(user -> new MapEntry(user.entry().option(), user.stored())).toList());
  }
}
