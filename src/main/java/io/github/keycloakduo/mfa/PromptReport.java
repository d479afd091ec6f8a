package io.github.keycloakduo.mfa;

import java.util.Optional;

/**
 * What Duo says about the way a user confirmed on its own page. Only words that may be told on.
 *
 * @param factor Duo's word for it, such as {@code duo_push}
 * @param reason Duo's word for why it decided so, such as {@code user_approved}
 * @param txid Duo's transaction
 * @param deviceId Duo's id of the device, or its name without the telephone number
 * @param clientIp canonical address of the browser, as Duo saw it
 */
public record PromptReport(
    Optional<String> factor,
    Optional<String> reason,
    Optional<String> txid,
    Optional<String> deviceId,
    Optional<String> clientIp) {

  /** Duo says nothing. */
  public static final PromptReport NONE =
      new PromptReport(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
