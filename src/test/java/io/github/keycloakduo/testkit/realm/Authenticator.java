package io.github.keycloakduo.testkit.realm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.utils.TimeBasedOTP;

/** A second factor of Keycloak's own that a user has set up. */
public final class Authenticator {
  private static final String ALGORITHM = "HmacSHA1";
  private static final int DIGITS = 6;
  private static final int PERIOD_SECONDS = 30;

  private final CredentialModel credential;
  private final byte[] secret;

  private Authenticator(CredentialModel credential, byte[] secret) {
    this.credential = credential;
    this.secret = secret;
  }

  /** An authenticator app, with codes of six digits that are good for half a minute. */
  public static Authenticator app(String secret) {
    OTPCredentialModel otp =
        OTPCredentialModel.createTOTP(secret, DIGITS, PERIOD_SECONDS, ALGORITHM);
    return new Authenticator(otp, otp.getDecodedSecret());
  }

  /** A list of recovery codes. */
  public static Authenticator recoveryCodes(String... codes) {
    return new Authenticator(
        RecoveryAuthnCodesCredentialModel.createFromValues(
            List.of(codes), Instant.now().toEpochMilli(), "printed"),
        new byte[0]);
  }

  /** The code that the app shows now. */
  public String code() {
    return new TimeBasedOTP(ALGORITHM, DIGITS, PERIOD_SECONDS, 1).generateTOTP(secret);
  }

  Map<String, ?> representation() {
    return Map.of(
        "type", credential.getType(),
        "secretData", credential.getSecretData(),
        "credentialData", credential.getCredentialData());
  }
}
