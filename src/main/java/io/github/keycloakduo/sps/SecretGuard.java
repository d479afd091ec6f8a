package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Optional;

/**
 * The guard that keeps a secret out of every other option, into which a reference may have brought
 * it.
 */
final class SecretGuard {
  /** In characters; what is shorter is part of many a word, and of no key. */
  private static final int MIN_LENGTH = 8;

  private SecretGuard() {}

  static List<ConvertedOption> apply(List<ConvertedOption> options) {
    List<String> secrets =
        options.stream()
            .filter(SecretGuard::isSecret)
            .flatMap(option -> option.clearValue().stream())
            .filter(secret -> secret.length() >= MIN_LENGTH)
            .toList();
    return options.stream().map(option -> check(option, secrets)).toList();
  }

  private static ConvertedOption check(ConvertedOption option, List<String> secrets) {
    Optional<String> clearValue = option.clearValue().filter(text -> !isSecret(option));
    return clearValue.filter(text -> secrets.stream().anyMatch(text::contains)).isPresent()
        ? option.rejected("is not taken: it has the text of a secret in it")
        : option;
  }

  private static boolean isSecret(ConvertedOption option) {
    return option.key().filter(SettingKey::isSecret).isPresent();
  }
}
