package io.github.keycloakduo.sps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All options of a file with their whole values. */
final class Entries {
  private final IniFile file;
  private final References references;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<IniOption> inherited = new HashSet<>();

  private Entries(IniFile file, Mistakes mistakes) {
    this.file = file;
    references = new References(file, mistakes);
  }

  /** What could be read; it is of use only if there was no mistake. */
  static List<Entry> of(IniFile file, Mistakes mistakes) {
    Entries entries = new Entries(file, mistakes);
    // First all values, since only then it is known what references use.
    file.sections().forEach(s -> s.options().forEach(o -> entries.references.value(s, o)));
    file.sections().forEach(entries::addSection);
    entries.addDefaults();
    return entries.entries;
  }

  private void addSection(IniSection section) {
    section.options().forEach(option -> add(section, option, false));
    // Users do not come from there: it holds what references need, and names nobody.
    for (String name : SpsNames.options(section.name()).keySet()) {
      if (section.option(name).isEmpty()) {
        file.defaults().option(name).ifPresent(option -> addInherited(section, option));
      }
    }
  }

  private void addInherited(IniSection section, IniOption option) {
    inherited.add(option);
    add(section, option, true);
  }

  private void add(IniSection section, IniOption option, boolean isInherited) {
    boolean serves = references.uses(option);
    references
        .value(section, option)
        .map(value -> new Entry(section.name(), isInherited, option.name(), value, serves))
        .ifPresent(entries::add);
  }

  /** Those that hold for no section; their values are of no use by themselves. */
  private void addDefaults() {
    for (IniOption option : file.defaults().options()) {
      if (!inherited.contains(option)) {
        entries.add(
            new Entry(IniSection.DEFAULT, false, option.name(), "", references.uses(option)));
      }
    }
  }
}
