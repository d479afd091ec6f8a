package io.github.keycloakduo.sps;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A section of a file: the options below one {@code [header]}. */
final class IniSection {
  /** The section whose options stand in for those that others lack. */
  static final String DEFAULT = "DEFAULT";

  private final String name;
  private final int line;
  private final Map<String, IniOption> options = new LinkedHashMap<>();

  IniSection(String name, int line) {
    this.name = name;
    this.line = line;
  }

  /** False if there is one of that name already. */
  boolean add(IniOption option) {
    return options.putIfAbsent(option.name(), option) == null;
  }

  /** As it is written, without the brackets. */
  String name() {
    return name;
  }

  /** Where it begins, counted from 1. */
  int line() {
    return line;
  }

  /** In the order of the file. */
  Collection<IniOption> options() {
    return options.values();
  }

  /**
   * The option of that name.
   *
   * @param name in lower case
   */
  Optional<IniOption> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
