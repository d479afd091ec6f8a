package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.SecretTexts;
import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Optional;

/**
 * The guard that keeps a secret out of every other option, into which a reference may have brought
 * it.
 */
final class SecretGuard {
  private SecretGuard() {}

  static List<ConvertedOption> apply(List<ConvertedOption> options) {
    SecretTexts secrets =
        SecretTexts.of(
            options.stream()
                .filter(SecretGuard::isSecret)
                .flatMap(option -> option.clearValue().stream())
                .toList());
    return options.stream().map(option -> check(option, secrets)).toList();
  }

  private static ConvertedOption check(ConvertedOption option, SecretTexts secrets) {
    Optional<String> clearValue = option.clearValue().filter(text -> !isSecret(option));
    return clearValue.filter(secrets::isIn).isPresent()
        ? option.rejected("is not taken: it has the text of a secret in it")
        : option;
  }

  private static boolean isSecret(ConvertedOption option) {
    return option.key().filter(SettingKey::isSecret).isPresent();
  }
}
