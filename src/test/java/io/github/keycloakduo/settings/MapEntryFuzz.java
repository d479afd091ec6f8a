package io.github.keycloakduo.settings;

import io.github.keycloakduo.fuzz.Property;

/** Maps as the admin console, or whoever writes a realm file, stores them. */
public final class MapEntryFuzz {
  private MapEntryFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    MapEntry.parse(Property.text(input))
        .ifPresent(
            entries ->
                Property.holds(
                    MapEntry.parse(MapEntry.toJson(entries)).filter(entries::equals).isPresent(),
                    "what was read is written and read again"));
  }
}
