package io.github.keycloakduo.mfa;

import java.util.Optional;

/** The name by which Duo knows a user, without anything that Duo would normalize away. */
public record DuoUsername(String name) {
  /**
   * Accepts a name that means the same to Keycloak and Duo. Empty when it is blank, has blanks
   * around it or control characters in it: Duo would trim them and might find somebody else.
   *
   * @see <a href="https://duo.com/labs/psa/duo-psa-2015-003">DUO-PSA-2015-003</a>
   */
  public static Optional<DuoUsername> of(String name) {
    boolean clean =
        !name.isEmpty()
            && !isBlank(name.codePointAt(0))
            && !isBlank(name.codePointBefore(name.length()))
            && printable(name);
    return clean ? Optional.of(new DuoUsername(name)) : Optional.empty();
  }

  /** The wider of both ideas of a blank: only one of them knows the no-break space. */
  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean printable(String name) {
    return name.codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                    || Character.getType(c) == Character.SURROGATE);
  }
}
