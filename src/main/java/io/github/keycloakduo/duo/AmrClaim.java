package io.github.keycloakduo.duo;

import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.interfaces.Claim;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The reader of the claim {@code amr} of Duo's ID token (OpenID Connect Core 1.0, section 2; RFC
 * 8176).
 */
final class AmrClaim {
  /** Blanks separate the words where they are kept. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./:-]{1,64}");

  private static final int MAX_WORDS = 16;

  private AmrClaim() {}

  /** Its words in Duo's order, without those that are none; empty when it is no list. */
  static List<String> of(Claim claim) {
    try {
      List<String> words = claim.asList(String.class);
      return words == null
          ? List.of()
          : words.stream()
              .filter(Objects::nonNull)
              .filter(word -> WORD.matcher(word).matches())
              .limit(MAX_WORDS)
              .toList();
    } catch (JWTDecodeException noWords) {
      return List.of();
    }
  }
}
