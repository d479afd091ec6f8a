package io.github.keycloakduo.sps;

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
  /** The section that defines it. */
  String definedIn() {
    return inherited ? IniSection.DEFAULT : section;
  }

  ReportLine line(Action action, String key, String message) {
    return new ReportLine(definedIn(), name, action, key, message);
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return "[" + definedIn() + "] " + name;
  }
}
