package io.github.keycloakduo.keycloak.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;

/** What Keycloak's credential manager is asked, which knows user storages, too. */
class StoredCredentialsTest {
  private static final List<Factor> BOTH = List.of(Factor.RECOVERY_CODE, Factor.OTP);

  private final List<CredentialModel> stored = new ArrayList<>();
  private final List<CredentialModel> federated = new ArrayList<>();
  private final Set<String> configured = new HashSet<>();
  private final List<String> asked = new ArrayList<>();
  private String right = "none";
  private final StoredCredentials credentials = new StoredCredentials(user());

  @Test
  void offersWhatIsConfiguredInTheOrderWanted() {
    assertThat(credentials.configured(BOTH)).isEmpty();

    configured.addAll(Set.of(OTPCredentialModel.TYPE, RecoveryAuthnCodesCredentialModel.TYPE));
    assertThat(credentials.configured(BOTH)).isEqualTo(BOTH);
    assertThat(credentials.configured(List.of(Factor.OTP))).containsExactly(Factor.OTP);
  }

  @Test
  void offersNoRecoveryCodeOnceAllAreUsed() {
    configured.add(RecoveryAuthnCodesCredentialModel.TYPE);
    RecoveryAuthnCodesCredentialModel codes = recoveryCodes("AAAABBBBCCCC");
    stored.add(codes);
    assertThat(credentials.recoveryCodeNumber()).contains(1);

    codes.removeRecoveryAuthnCode();
    assertThat(credentials.configured(BOTH)).isEmpty();
    assertThat(credentials.recoveryCodeNumber()).isEmpty();
  }

  @Test
  void triesEachAppOfTheUser() {
    stored.add(app("old"));
    federated.add(app("new"));
    right = "otp old 123456";

    assertThat(credentials.isValid(Factor.OTP, new Secret("123456"))).isTrue();
    assertThat(credentials.isValid(Factor.OTP, new Secret("654321"))).isFalse();
    assertThat(asked)
        .containsExactly("otp new 123456", "otp old 123456", "otp new 654321", "otp old 654321");
  }

  @Test
  void leavesTheCodeToAUserStorageThatShowsNoCredential() {
    right = "otp  123456";

    assertThat(credentials.isValid(Factor.OTP, new Secret("123456"))).isTrue();
  }

  @Test
  void takesARecoveryCodeAsPeopleTypeIt() {
    stored.add(recoveryCodes("AAAABBBBCCCC", "DDDDEEEEFFFF"));
    right = "recovery-authn-codes  AAAABBBBCCCC";

    assertThat(credentials.isValid(Factor.RECOVERY_CODE, new Secret("aaaa-bbbb cccc"))).isTrue();
    assertThat(credentials.isValid(Factor.RECOVERY_CODE, new Secret("DDDDEEEEFFFF"))).isFalse();
  }

  @Test
  void checksNoFactorOfDuos() {
    right = "otp  123456";

    assertThat(credentials.isValid(Factor.PASSCODE, new Secret("123456"))).isFalse();
    assertThat(credentials.configured(List.of(Factor.PUSH))).isEmpty();
    assertThat(asked).isEmpty();
  }

  private static CredentialModel app(String id) {
    CredentialModel app = new CredentialModel();
    app.setId(id);
    app.setType(OTPCredentialModel.TYPE);
    return app;
  }

  private static RecoveryAuthnCodesCredentialModel recoveryCodes(String... codes) {
    return RecoveryAuthnCodesCredentialModel.createFromValues(List.of(codes), 1, "printed");
  }

  private UserModel user() {
    return proxy(
        UserModel.class,
        (method, arguments) -> {
          if (method.equals("credentialManager")) {
            return manager();
          }
          throw new AssertionError(method);
        });
  }

  private SubjectCredentialManager manager() {
    return proxy(
        SubjectCredentialManager.class,
        (method, arguments) ->
            switch (method) {
              case "isConfiguredFor" -> configured.contains((String) arguments[0]);
              case "getFederatedCredentialsStream" -> federated.stream();
              case "getStoredCredentialsByTypeStream" -> ofType((String) arguments[0]);
              case "isValid" -> isRight(((CredentialInput[]) arguments[0])[0]);
              default -> throw new AssertionError(method);
            });
  }

  private Stream<CredentialModel> ofType(String type) {
    return stored.stream().filter(credential -> credential.getType().equals(type));
  }

  private boolean isRight(CredentialInput input) {
    String question =
        input.getType() + " " + input.getCredentialId() + " " + input.getChallengeResponse();
    asked.add(question);
    return question.equals(right);
  }

  private interface Answers {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            StoredCredentialsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
  }
}
