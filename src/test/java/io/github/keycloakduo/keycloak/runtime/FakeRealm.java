package io.github.keycloakduo.keycloak.runtime;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

/** A session in a realm that has configurations and a vault, and nothing else. */
final class FakeRealm {
  final Map<String, String> vault = new HashMap<>();
  final List<String> vaultLooks = new ArrayList<>();
  private final List<AuthenticatorConfigModel> configs = new ArrayList<>();
  private final List<AuthenticationFlowModel> flows = new ArrayList<>();
  private final List<AuthenticationExecutionModel> steps = new ArrayList<>();

  /** Has the one flow of the realm use a configuration. */
  void use(AuthenticatorConfigModel config, String flow, String authenticator) {
    AuthenticationFlowModel model = new AuthenticationFlowModel();
    model.setAlias(flow);
    flows.add(model);
    AuthenticationExecutionModel step = new AuthenticationExecutionModel();
    step.setAuthenticator(authenticator);
    step.setAuthenticatorConfig(config.getId());
    steps.add(step);
  }

  AuthenticatorConfigModel config(String alias, Map<String, String> options) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setId("id-" + configs.size());
    config.setAlias(alias);
    config.setConfig(options);
    configs.add(config);
    return config;
  }

  KeycloakSession session() {
    RealmModel realm =
        fake(
            RealmModel.class,
            Map.of(
                "getId", () -> "realm",
                "getAuthenticatorConfigsStream", configs::stream,
                "getAuthenticationFlowsStream", flows::stream,
                "getAuthenticationExecutionsStream", steps::stream));
    KeycloakContext context = fake(KeycloakContext.class, Map.of("getRealm", () -> realm));
    return fake(
        KeycloakSession.class, Map.of("getContext", () -> context, "vault", this::transcriber));
  }

  private VaultTranscriber transcriber() {
    return (VaultTranscriber)
        Proxy.newProxyInstance(
            FakeRealm.class.getClassLoader(),
            new Class<?>[] {VaultTranscriber.class},
            (proxy, method, arguments) -> secret((String) arguments[0]));
  }

  private VaultStringSecret secret(String expression) {
    vaultLooks.add(expression);
    return new VaultStringSecret() {
      @Override
      public Optional<String> get() {
        return Optional.ofNullable(vault.get(expression));
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  private interface Answer {
    Object give();
  }

  private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeRealm.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Answer answer = answers.get(method.getName());
              if (answer == null) {
                throw new UnsupportedOperationException(method.getName());
              }
              return answer.give();
            }));
  }
}
