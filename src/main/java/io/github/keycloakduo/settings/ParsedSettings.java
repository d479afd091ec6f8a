package io.github.keycloakduo.settings;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What came of reading a configuration. */
public sealed interface ParsedSettings {
  /** A function for each case. */
  record Cases<R>(Function<Valid, R> valid, Function<Invalid, R> invalid) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Valid, R> valid, Function<Invalid, R> invalid) {
    return match(new Cases<>(valid, invalid));
  }

  /**
   * It can be used.
   *
   * @param fromVault the options whose values are secrets, whatever they are for
   */
  record Valid(DuoMfaSettings settings, Set<SettingKey> fromVault) implements ParsedSettings {
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
   * @param problems one sentence each, naming key, value (never a secret) and what is accepted
   */
  record Invalid(List<String> problems) implements ParsedSettings {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** Entries of the vault that are not there. */
    public List<String> missingInVault() {
      return problems.stream().filter(Invalid::isAboutVault).toList();
    }

    /** All but what would be well if the vault had its entries. */
    public List<String> besidesVault() {
      List<String> keys = missingInVault().stream().map(Invalid::key).toList();
      return problems.stream()
          .filter(problem -> !isAboutVault(problem))
          .filter(problem -> keys.stream().noneMatch(key -> problem.startsWith(key + " ")))
          .toList();
    }

    private static boolean isAboutVault(String problem) {
      return problem.contains(SettingKey.NOT_IN_VAULT);
    }

    private static String key(String problem) {
      return problem.substring(0, problem.indexOf(SettingKey.NOT_IN_VAULT));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.invalid().apply(this);
    }
  }
}
