package io.github.keycloakduo.settings;

import java.util.Set;

/**
 * An exemption list ({@code allow} and {@code except} of a {@code whitelist} section).
 *
 * @param allow who is exempt when the list does not name him
 * @param except the names or groups for which the opposite holds, as the administrator wrote them
 */
public record ListRule(Allow allow, Set<String> except) {
  public ListRule {
    except = Set.copyOf(except);
  }

  /** Whom a list exempts from MFA by default. */
  public enum Allow {
    NO_USER,
    ALL_USERS
  }

  /** Whether a user is exempt, given whether the list names him. */
  public boolean exempts(boolean named) {
    return named == (allow == Allow.NO_USER);
  }
}
