package io.github.keycloakduo.mfa;

import java.util.Optional;

/**
 * The optional parameters of an authorization request to the Universal Prompt.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect
 *     Core, section 3.1.2.1: prompt, max_age</a>
 * @param reauthentication whether Duo has to ask for a factor even where it remembers the device
 * @param applicationName the application the user signs in to; absent when it is not to be told
 * @param displayUsername the user's name at Keycloak; absent when it is not to be told
 */
public record PromptParameters(
    boolean reauthentication, Optional<String> applicationName, Optional<String> displayUsername) {

  /** None of them. */
  public static final PromptParameters NONE =
      new PromptParameters(false, Optional.empty(), Optional.empty());
}
