package io.github.keycloakduo.settings;

import io.github.keycloakduo.settings.ConfigProblem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The result of parsing a configuration. */
public sealed interface ConfigResult {
  /** A function for each case. */
  record Cases<R>(Function<Valid, R> valid, Function<Invalid, R> invalid) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Valid, R> valid, Function<Invalid, R> invalid) {
    return match(new Cases<>(valid, invalid));
  }

  /** The help that pages offer, also where something else is wrong. */
  default HelpLink help() {
    return match(valid -> valid.settings().help(), Invalid::help);
  }

  /**
   * It can be used.
   *
   * @param fromVault the options whose values are secrets, whatever they are for
   */
  record Valid(DuoMfaSettings settings, Set<SettingKey> fromVault) implements ConfigResult {
    public Valid {
      fromVault = Set.copyOf(fromVault);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.valid().apply(this);
    }
  }

  /**
   * It lets nobody in.
   *
   * @param help what the page about it can still offer
   */
  record Invalid(List<ConfigProblem> problems, HelpLink help) implements ConfigResult {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** A configuration of which nothing can be used. */
    public Invalid(List<ConfigProblem> problems) {
      this(problems, HelpLink.NONE);
    }

    /** The problems of entries that the vault does not have. */
    public List<ConfigProblem> missingInVault() {
      return problems.stream().filter(problem -> problem.kind() == Kind.NOT_IN_VAULT).toList();
    }

    /** All problems that would remain if the vault had its entries. */
    public List<ConfigProblem> besidesVault() {
      Set<Optional<SettingKey>> keys =
          missingInVault().stream().map(ConfigProblem::key).collect(Collectors.toSet());
      return problems.stream()
          .filter(problem -> problem.kind() != Kind.NOT_IN_VAULT)
          .filter(problem -> problem.kind() != Kind.MISSING || !keys.contains(problem.key()))
          .toList();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.invalid().apply(this);
    }
  }
}
