package io.github.keycloakduo.sps;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The resolver of the options of a file: interpolates values, and applies the defaults. */
final class OptionResolver {
  private final IniFile file;
  private final Interpolation interpolation;
  private final List<ResolvedOption> resolved = new ArrayList<>();
  private final Set<IniOption> inherited = new HashSet<>();

  private OptionResolver(IniFile file, ParseErrors errors) {
    this.file = file;
    interpolation = new Interpolation(file, errors);
  }

  /** The options of all sections; complete only if there was no error. */
  static List<ResolvedOption> resolve(IniFile file, ParseErrors errors) {
    OptionResolver resolver = new OptionResolver(file, errors);
    // First all values, since only then it is known what references use.
    file.sections().forEach(s -> s.options().forEach(o -> resolver.interpolation.value(s, o)));
    file.sections().forEach(resolver::addSection);
    resolver.addDefaults();
    return resolver.resolved;
  }

  private void addSection(IniSection section) {
    section.options().forEach(option -> add(section, option, false));
    // No users come from DEFAULT: it holds what references need.
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
    boolean isReferenced = interpolation.uses(option);
    interpolation
        .value(section, option)
        .map(
            value ->
                new ResolvedOption(section.name(), isInherited, option.name(), value, isReferenced))
        .ifPresent(resolved::add);
  }

  /** Adds those of DEFAULT that hold for no section; their values are not needed. */
  private void addDefaults() {
    for (IniOption option : file.defaults().options()) {
      if (!inherited.contains(option)) {
        resolved.add(
            new ResolvedOption(
                IniSection.DEFAULT, false, option.name(), "", interpolation.uses(option)));
      }
    }
  }
}
