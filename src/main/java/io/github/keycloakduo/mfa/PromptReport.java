package io.github.keycloakduo.mfa;

import java.util.List;
import java.util.Optional;

/**
 * The details that Duo reports about an authentication in the Universal Prompt, reduced to those
 * that may be put into events and logs.
 *
 * @param factor Duo's name of the factor, such as {@code duo_push}
 * @param reason Duo's reason for its decision, such as {@code user_approved}
 * @param txid id of Duo's transaction
 * @param deviceId Duo's id of the device, or its name without the telephone number
 * @param clientIp of the browser, as Duo saw it
 * @param amr Duo's authentication method references (RFC 8176), in its order
 */
public record PromptReport(
    Optional<String> factor,
    Optional<String> reason,
    Optional<String> txid,
    Optional<String> deviceId,
    Optional<ClientIp> clientIp,
    List<String> amr) {
  public PromptReport {
    amr = List.copyOf(amr);
  }

  /** A report without any detail. */
  public static final PromptReport NONE =
      new PromptReport(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
}
