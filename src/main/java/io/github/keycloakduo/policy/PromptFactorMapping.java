package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one mapping of the factor that Duo reports for its Universal Prompt to an {@link Outcome}.
 *
 * @see <a href="https://duo.com/docs/adminapi#authentication-logs">Duo Admin API, Authentication
 *     Logs: values of factor and reason</a>
 */
public final class PromptFactorMapping {
  private static final Map<String, Factor> KNOWN =
      Map.ofEntries(
          Map.entry("push", Factor.PUSH),
          Map.entry("proximity_verified_duo_push", Factor.PUSH),
          Map.entry("duo_push", Factor.PUSH),
          Map.entry("verified_push", Factor.PUSH),
          Map.entry("verified_duo_push", Factor.PUSH),
          Map.entry("passcode", Factor.PASSCODE),
          Map.entry("duo_mobile_passcode", Factor.PASSCODE),
          Map.entry("hardware_token", Factor.PASSCODE),
          Map.entry("yubikey_code", Factor.PASSCODE),
          Map.entry("yubikey_passcode", Factor.PASSCODE),
          Map.entry("digipass_go_7_token", Factor.PASSCODE),
          Map.entry("bypass_code", Factor.PASSCODE),
          Map.entry("sms", Factor.SMS),
          Map.entry("sms_passcode", Factor.SMS),
          Map.entry("sms_refresh", Factor.SMS),
          Map.entry("phone", Factor.PHONE),
          Map.entry("phone_call", Factor.PHONE),
          Map.entry("security_key", Factor.SECURITY_KEY),
          Map.entry("u2f_token", Factor.SECURITY_KEY),
          Map.entry("webauthn", Factor.SECURITY_KEY),
          Map.entry("webauthn_credential", Factor.SECURITY_KEY),
          Map.entry("webauthn_security_key", Factor.SECURITY_KEY),
          Map.entry("webauthn_platform_authenticator", Factor.SECURITY_KEY),
          Map.entry("webauthn_chrome_touch_id", Factor.SECURITY_KEY),
          Map.entry("roaming_authenticator", Factor.SECURITY_KEY),
          Map.entry("platform_authenticator", Factor.SECURITY_KEY),
          Map.entry("touch_id", Factor.SECURITY_KEY),
          Map.entry("face_id", Factor.SECURITY_KEY),
          Map.entry("windows_hello", Factor.SECURITY_KEY),
          Map.entry("passkey", Factor.SECURITY_KEY));

  /** Duo let the user in without asking him for anything now. */
  private static final Set<String> NO_FACTOR =
      Set.of("remembered_device", "trusted_network", "trusted_location", "bypass_status");

  /** The values that Duo writes where there is no factor. */
  private static final Set<String> NOTHING = Set.of("n/a", "not_available", "none");

  private static final Set<String> NO_FACTOR_REASONS =
      Set.of(
          "allowed_by_policy",
          "allow_unenrolled_user",
          "allow_unenrolled_user_on_trusted_network",
          "bypass_user",
          "remembered_device",
          "trusted_location",
          "trusted_network");

  private PromptFactorMapping() {}

  /**
   * How the login ends.
   *
   * @param allowed {@code duo.factors}
   * @return approved, bypass or factor_not_allowed; the last also when Duo does not say how
   */
  public static Outcome judge(PromptReport report, List<Factor> allowed) {
    Optional<String> factor = report.factor().filter(word -> !NOTHING.contains(word));
    if (factor.isEmpty()) {
      return report.reason().filter(NO_FACTOR_REASONS::contains).isPresent()
          ? Outcome.BYPASS
          : Outcome.FACTOR_NOT_ALLOWED;
    }
    if (NO_FACTOR.contains(factor.get())) {
      return Outcome.BYPASS;
    }
    return known(factor.get()).filter(allowed::contains).isPresent()
        ? Outcome.APPROVED
        : Outcome.FACTOR_NOT_ALLOWED;
  }

  /** What Duo's report says of the factor, for the administrator. */
  public static String describe(PromptReport report, List<Factor> allowed) {
    if (report.factor().isEmpty()) {
      return "Duo reports no factor";
    }
    String word = report.factor().get();
    if (NOTHING.contains(word) || NO_FACTOR.contains(word)) {
      return "Duo reports " + word;
    }
    return known(word)
        .map(
            factor ->
                allowed.contains(factor)
                    ? "Duo reports " + word
                    : "Duo reports " + word + ", but duo.factors has no " + factor.id())
        .orElseGet(() -> "Duo reports \"" + word + "\", a factor that is unknown to this version");
  }

  /** Duo writes some factors as words of a sentence, such as {@code WebAuthn Security Key}. */
  private static Optional<Factor> known(String word) {
    return Optional.ofNullable(
        KNOWN.get(word.contains(" ") ? word.toLowerCase(Locale.ROOT).replace(' ', '_') : word));
  }
}
