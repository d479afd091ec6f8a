package io.github.keycloakduo.settings;

import java.util.Optional;

/**
 * The label and kind of the field for the passcode.
 *
 * @param text the administrator's own label; absent while it is the default, which pages translate
 * @param hidesInput whether the field hides what is typed ({@code auth.disable_echo})
 */
public record Prompt(Optional<String> text, boolean hidesInput) {
  static Prompt of(String text, boolean hidesInput) {
    return new Prompt(Optional.of(text).filter(own -> !isDefault(own)), hidesInput);
  }

  private static boolean isDefault(String text) {
    return SettingKey.AUTH_PROMPT.defaultValue().filter(text::equals).isPresent();
  }
}
