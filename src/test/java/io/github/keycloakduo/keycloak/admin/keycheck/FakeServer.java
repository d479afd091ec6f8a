package io.github.keycloakduo.keycloak.admin.keycheck;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.common.Profile;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyManager;

/** A server of realms that have a browser flow of Duo steps, and nothing else. */
final class FakeServer {
  static {
    // A server has one from its start on.
    Profile.defaults();
  }

  private final Map<String, RealmModel> realms = new LinkedHashMap<>();

  /** With a step for each configuration. */
  void realm(String name, String... aliases) {
    AuthenticationFlowModel flow = new AuthenticationFlowModel();
    flow.setId("flow");
    flow.setAlias("browser");
    realms.put(
        name,
        fake(
            RealmModel.class,
            Map.of(
                "getId", none -> name,
                "getName", none -> name,
                "isEnabled", none -> true,
                "getBrowserFlow", none -> flow,
                "getAuthenticationExecutionsStream",
                    none -> Stream.of(aliases).map(FakeServer::step),
                "getAuthenticatorConfigById", id -> config((String) id))));
  }

  /** Only its name can be told. */
  void brokenRealm(String name) {
    realms.put(
        name,
        fake(
            RealmModel.class,
            Map.of(
                "getId",
                none -> name,
                "getName",
                none -> name,
                "isEnabled",
                none -> true,
                "getClientsStream",
                none -> {
                  throw new IllegalStateException("a row is missing");
                })));
  }

  KeycloakSessionFactory sessions() {
    RealmProvider provider =
        fake(
            RealmProvider.class,
            Map.of(
                "getRealmsStream", none -> realms.values().stream(),
                "getRealm", id -> realms.get((String) Objects.requireNonNull(id))));
    KeycloakContext context = fake(KeycloakContext.class, Map.of());
    KeycloakTransactionManager transactions = fake(KeycloakTransactionManager.class, Map.of());
    KeycloakSessionFactory unfinished = fake(KeycloakSessionFactory.class, Map.of());
    ClientPolicyManager policies =
        fake(
            ClientPolicyManager.class,
            Map.of(
                "getClientProfiles", none -> new ClientProfilesRepresentation(),
                "getClientPolicies", none -> new ClientPoliciesRepresentation()));
    KeycloakSession session =
        fake(
            KeycloakSession.class,
            Map.of(
                "realms", none -> provider,
                "getContext", none -> context,
                "clientPolicy", none -> policies,
                "getTransactionManager", none -> transactions,
                "getKeycloakSessionFactory", none -> unfinished));
    return fake(KeycloakSessionFactory.class, Map.of("create", none -> session));
  }

  private static AuthenticationExecutionModel step(String alias) {
    AuthenticationExecutionModel step = new AuthenticationExecutionModel();
    step.setAuthenticator("duo-mfa");
    step.setRequirement(AuthenticationExecutionModel.Requirement.REQUIRED);
    step.setAuthenticatorConfig(alias);
    return step;
  }

  private static AuthenticatorConfigModel config(String alias) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setId(alias);
    config.setAlias(alias);
    config.setConfig(Map.of());
    return config;
  }

  /** Whatever is not answered is nothing, no or none. */
  private static <T> T fake(Class<T> type, Map<String, Function<Object, Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeServer.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Function<Object, Object> answer = answers.get(method.getName());
              if (answer != null) {
                return answer.apply(arguments == null ? "" : arguments[0]);
              }
              if (method.getReturnType() == Stream.class) {
                return Stream.of();
              }
              return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
            }));
  }
}
