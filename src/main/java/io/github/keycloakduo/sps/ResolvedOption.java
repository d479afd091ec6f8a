package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ReportLine;
import java.util.regex.Pattern;

/**
 * An option of a file with its interpolated value.
 *
 * @param section the one it holds for
 * @param inherited whether it is defined in the {@code DEFAULT} section
 * @param name in lower case
 * @param isReferenced whether other options refer to it
 */
record ResolvedOption(
    String section, boolean inherited, String name, String value, boolean isReferenced) {
  /** No word of a name is so long and has digits in it. */
  private static final Pattern LIKE_A_KEY = Pattern.compile("(?=[a-z]*[0-9])[a-z0-9]{8,}");

  /** The section that defines it. */
  String definedIn() {
    return inherited ? IniSection.DEFAULT : section;
  }

  ReportLine line(Action action, String key, String message) {
    String shown = action == Action.UNKNOWN ? withoutKeys() : name;
    return new ReportLine(definedIn(), shown, action, key, message);
  }

  /** In a damaged line a part of the name may be a value, and that a secret. */
  private String withoutKeys() {
    return LIKE_A_KEY.matcher(name).replaceAll("...");
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return "[" + definedIn() + "] " + name;
  }
}
