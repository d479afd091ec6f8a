package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.KeyedHash;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The text by which a browser remembers the factor and the device that worked last. It names the
 * factor; user and device are in the signature alone, so that the text tells neither, and means
 * nothing for another user or once the device is gone.
 */
public final class LastFactorCookie {
  /** Version, factor, signature. */
  private static final Pattern FORM =
      Pattern.compile("1\\.(push|passcode|sms|phone)\\.(" + KeyedHash.FORM + ")");

  private LastFactorCookie() {}

  /** The text for the browser to keep; empty for a factor that our own pages cannot ask for. */
  public static Optional<String> signed(
      Factor factor, Optional<String> deviceId, String realmId, String userId, SecretKey key) {
    String text =
        "1."
            + factor.id()
            + "."
            + KeyedHash.of(key, content(factor, deviceId.orElse(""), realmId, userId));
    return FORM.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  /**
   * What a browser remembers, if it was signed for this user of this realm and is still offered.
   *
   * @param keys any of them may have signed it
   */
  public static Preselection read(
      @Nullable String text,
      FactorOffer offer,
      String realmId,
      String userId,
      Collection<SecretKey> keys) {
    Matcher form = FORM.matcher(text == null ? "" : text);
    Optional<Factor> factor =
        form.matches() ? Factor.of(form.group(1)).filter(offer::includes) : Optional.empty();
    return factor
        .flatMap(
            last ->
                candidates(last, offer)
                    .filter(
                        id ->
                            KeyedHash.matches(
                                form.group(2), keys, content(last, id, realmId, userId)))
                    .findFirst()
                    .map(id -> new Preselection(factor, Optional.of(id).filter(d -> !d.isEmpty()))))
        .orElse(Preselection.NONE);
  }

  private static Stream<String> candidates(Factor factor, FactorOffer offer) {
    return Stream.concat(
        Stream.of(""),
        offer.devices().stream()
            .filter(device -> device.capabilities().contains(factor))
            .map(Device::id));
  }

  private static List<String> content(
      Factor factor, String deviceId, String realmId, String userId) {
    return List.of("duo-mfa-last-factor", "1", realmId, userId, factor.id(), deviceId);
  }
}
