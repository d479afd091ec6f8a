package io.github.keycloakduo.policy;

import io.github.keycloakduo.fuzz.Property;

/** Passcodes as people type and paste them. */
public final class TypedPasscodeFuzz {
  private TypedPasscodeFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    TypedPasscode typed = TypedPasscode.of(Property.text(input));
    String code = typed.code();
    Property.holds(typed.isEmpty() == code.isEmpty(), "a field is empty or holds a code");
    Property.holds(code.equals(TypedPasscode.of(code).code()), "a code is its own reading");
    Property.holds(code.equals(code.strip()), "no blanks surround a code");
    Property.holds(!typed.isWord() || !code.matches("[0-9]+"), "digits are no word");
    typed
        .word()
        .flatMap(TypedPasscode.FactorWord::deviceNumber)
        .ifPresent(number -> Property.holds(number > 0 && number < 100, "devices count from 1"));
    Property.holds(typed.toString().equals("TypedPasscode[]"), "the code is hidden");
  }
}
