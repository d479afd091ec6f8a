package io.github.keycloakduo.grace;

import io.github.keycloakduo.mfa.StableHash;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that must be unchanged since the MFA, as one value.
 *
 * @param hash 64 hexadecimal digits
 */
public record GraceFingerprint(String hash) {
  /**
   * Takes the stamp.
   *
   * @param passwords when each password of the user was set, in any order
   * @param userNotBefore when an administrator last ended the user's sessions
   * @param realmNotBefore when an administrator last ended all sessions
   * @param fingerprint of the settings
   */
  public static GraceFingerprint of(
      List<Long> passwords, int userNotBefore, int realmNotBefore, String fingerprint) {
    Stream<String> fixed =
        Stream.of(fingerprint, Integer.toString(userNotBefore), Integer.toString(realmNotBefore));
    Stream<String> dates = passwords.stream().sorted().map(Object::toString);
    return new GraceFingerprint(StableHash.of(Stream.concat(fixed, dates).toList()));
  }
}
