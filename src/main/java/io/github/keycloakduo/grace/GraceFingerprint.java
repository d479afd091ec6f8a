package io.github.keycloakduo.grace;

import io.github.keycloakduo.mfa.StableHash;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hash of all that must be unchanged since the MFA.
 *
 * @param hash 64 hexadecimal digits
 */
public record GraceFingerprint(String hash) {
  /**
   * Computes the fingerprint.
   *
   * @param passwords when each password of the user was set, in any order
   * @param userNotBefore when an administrator last ended the user's sessions
   * @param realmNotBefore when an administrator last ended all sessions
   * @param settings fingerprint of the settings
   */
  public static GraceFingerprint of(
      List<Long> passwords, int userNotBefore, int realmNotBefore, String settings) {
    Stream<String> fixed =
        Stream.of(settings, Integer.toString(userNotBefore), Integer.toString(realmNotBefore));
    Stream<String> dates = passwords.stream().sorted().map(Object::toString);
    return new GraceFingerprint(StableHash.of(Stream.concat(fixed, dates).toList()));
  }
}
