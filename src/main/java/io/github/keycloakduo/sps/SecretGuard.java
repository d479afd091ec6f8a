package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Optional;

/** Keeps a secret out of every other option, into which a reference may have brought it. */
final class SecretGuard {
  /** In characters; what is shorter is part of many a word, and of no key. */
  private static final int SHORTEST = 8;

  private SecretGuard() {}

  static List<Finding> keep(List<Finding> findings) {
    List<String> secrets =
        findings.stream()
            .filter(SecretGuard::isSecret)
            .flatMap(finding -> finding.clear().stream())
            .filter(secret -> secret.length() >= SHORTEST)
            .toList();
    return findings.stream().map(finding -> keep(finding, secrets)).toList();
  }

  private static Finding keep(Finding finding, List<String> secrets) {
    Optional<String> clear = finding.clear().filter(text -> !isSecret(finding));
    return clear.filter(text -> secrets.stream().anyMatch(text::contains)).isPresent()
        ? finding.refused("is not taken: it has the text of a secret in it")
        : finding;
  }

  private static boolean isSecret(Finding finding) {
    return finding.setting().filter(SettingKey::isSecret).isPresent();
  }
}
