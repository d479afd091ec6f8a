package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes what a visit to Duo's page is known by, and knows it again. */
final class PromptStateFactory {
  /** 256 bits; Duo wants at least 22 characters. */
  private static final int BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private PromptStateFactory() {}

  static PromptRequest issue(String identity, URI returnUri) {
    return new PromptRequest(identity, secret(), secret(), returnUri);
  }

  private static Secret secret() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Takes the same time wherever the two differ. */
  static boolean isOf(PromptRequest ticket, Secret state) {
    return MessageDigest.isEqual(bytes(ticket.state()), bytes(state));
  }

  private static byte[] bytes(Secret secret) {
    return secret.value().getBytes(StandardCharsets.UTF_8);
  }
}
