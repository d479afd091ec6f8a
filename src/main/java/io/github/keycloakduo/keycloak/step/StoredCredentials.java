package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.CredentialCheck;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.dto.RecoveryAuthnCodeRepresentation;
import org.keycloak.models.utils.RecoveryAuthnCodesUtils;

/**
 * The second factors that Keycloak keeps of one user, or has a user storage keep. Keycloak's own
 * rules decide which code is right and that each is good once.
 */
public final class StoredCredentials implements CredentialCheck {
  private final UserModel user;

  public StoredCredentials(UserModel user) {
    this.user = user;
  }

  /** Only where it is needed: of a cached user it costs a look into the database. */
  private SubjectCredentialManager credentials() {
    return user.credentialManager();
  }

  @Override
  public List<Factor> configured(List<Factor> wanted) {
    return wanted.stream().filter(this::has).toList();
  }

  private boolean has(Factor factor) {
    return switch (factor) {
      case OTP -> credentials().isConfiguredFor(OTPCredentialModel.TYPE);
      case RECOVERY_CODE -> hasRecoveryCode();
      default -> false;
    };
  }

  /** Where codes are all used up, Keycloak still says that the user has some. */
  private boolean hasRecoveryCode() {
    return credentials().isConfiguredFor(RecoveryAuthnCodesCredentialModel.TYPE)
        && (recoveryCodes().isEmpty() || recoveryCodeNumber().isPresent());
  }

  /**
   * The number of the recovery code that is asked for next, as the user's list has it; empty where
   * only the user storage knows it.
   */
  public Optional<Integer> recoveryCodeNumber() {
    return recoveryCodes()
        .flatMap(RecoveryAuthnCodesCredentialModel::getNextRecoveryAuthnCode)
        .map(RecoveryAuthnCodeRepresentation::getNumber);
  }

  private Optional<RecoveryAuthnCodesCredentialModel> recoveryCodes() {
    return RecoveryAuthnCodesUtils.getCredential(user)
        .map(RecoveryAuthnCodesCredentialModel::createFromCredentialModel);
  }

  @Override
  public boolean isValid(Factor factor, Secret code) {
    return switch (factor) {
      case OTP -> isValidOtp(code.value());
      case RECOVERY_CODE -> isValidRecoveryCode(code.value());
      default -> false;
    };
  }

  /**
   * The code may be one of any app of the user's; Keycloak's check is for one of them at a time.
   */
  private boolean isValidOtp(String code) {
    List<String> ids =
        Stream.concat(
                credentials().getFederatedCredentialsStream(),
                credentials().getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE))
            .filter(credential -> credential.getType().equals(OTPCredentialModel.TYPE))
            .map(CredentialModel::getId)
            .toList();
    // A user storage may check codes without showing a credential.
    Stream<String> checked = ids.isEmpty() ? Stream.of("") : ids.stream();
    return checked.anyMatch(
        id -> credentials().isValid(new UserCredentialModel(id, OTPCredentialModel.TYPE, code)));
  }

  private boolean isValidRecoveryCode(String code) {
    boolean valid =
        credentials().isValid(UserCredentialModel.buildFromBackupAuthnCode(printed(code)));
    if (valid && recoveryCodes().filter(codes -> !codes.allCodesUsed()).isEmpty()) {
      replaceRecoveryCodes();
    }
    return valid;
  }

  /** As Keycloak does it: who has used up the list is asked for a new one. */
  private void replaceRecoveryCodes() {
    recoveryCodes()
        .map(CredentialModel::getId)
        .ifPresent(credentials()::removeStoredCredentialById);
    user.addRequiredAction(UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES);
  }

  /** Lists show capitals and digits in groups; people type them as they like. */
  private static String printed(String typed) {
    return typed.replaceAll("[^\\p{L}\\p{Nd}]", "").toUpperCase(Locale.ROOT);
  }
}
