package io.github.keycloakduo.sps;

/**
 * An option of a file with its whole value.
 *
 * @param section the one it holds for
 * @param inherited whether it stands in the {@code DEFAULT} section
 * @param option in lower case
 * @param serves whether other options refer to it
 */
record Entry(String section, boolean inherited, String option, String value, boolean serves) {
  /** Where it stands. */
  String place() {
    return inherited ? IniSection.DEFAULT : section;
  }

  ReportLine line(Action action, String key, String message) {
    return new ReportLine(place(), option, action, key, message);
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return "[" + place() + "] " + option;
  }
}
