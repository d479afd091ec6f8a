package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A factory of the state and nonce of requests to the Universal Prompt (OIDC Core, 3.1.2.1; RFC
 * 6749, section 10.12).
 */
final class PromptStateFactory {
  /** 256 bits; Duo wants at least 22 characters. */
  private static final int BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private PromptStateFactory() {}

  static PromptRequest request(DuoUsername username, URI redirectUri) {
    return new PromptRequest(username.name(), secret(), secret(), redirectUri);
  }

  private static Secret secret() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether a state is the request's; takes the same time wherever the two differ. */
  static boolean isStateOf(PromptRequest request, Secret state) {
    return MessageDigest.isEqual(bytes(request.state()), bytes(state));
  }

  private static byte[] bytes(Secret secret) {
    return secret.value().getBytes(StandardCharsets.UTF_8);
  }
}
