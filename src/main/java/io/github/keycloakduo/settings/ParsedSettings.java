package io.github.keycloakduo.settings;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface ParsedSettings {
  /** It can be used. */
  record Valid(DuoMfaSettings settings) implements ParsedSettings {}

  /**
   * It lets nobody in.
   *
   * @param problems one sentence each, naming key, value (never a secret) and what is accepted
   */
  record Invalid(List<String> problems) implements ParsedSettings {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
