package io.github.keycloakduo.sps;

import java.util.ArrayList;
import java.util.List;

/** An option as a file has it, before interpolation. */
final class IniOption {
  private final String name;
  private final int line;
  private final List<String> value = new ArrayList<>();

  IniOption(String name, int line, String firstLine) {
    this.name = name;
    this.line = line;
    value.add(firstLine);
  }

  void continueBy(String nextLine) {
    value.add(nextLine);
  }

  /** In lower case. */
  String name() {
    return name;
  }

  /** Where it begins, counted from 1. */
  int line() {
    return line;
  }

  /** Continuation lines follow line feeds; blank lines at the end do not count. */
  String value() {
    return String.join("\n", value).stripTrailing();
  }

  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return "line " + line + ": " + name;
  }
}
