package io.github.keycloakduo.sps;

import java.util.List;
import java.util.Optional;

/**
 * The sections of a file.
 *
 * @param sections in the order of the file, without the {@code DEFAULT} section
 * @param defaults that section; empty where there is none
 */
record IniFile(List<IniSection> sections, IniSection defaults) {
  IniFile {
    sections = List.copyOf(sections);
  }

  /** What the name means inside a section. */
  Optional<IniOption> option(IniSection section, String name) {
    return section.option(name).or(() -> defaults.option(name));
  }
}
