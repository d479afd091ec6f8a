package io.github.keycloakduo.keycloak.step;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A flow of Keycloak with a step in it; writes down what the step did. */
final class FakeFlow {
  final List<Event> events = new ArrayList<>();
  final List<String> challenges = new ArrayList<>();
  private final Map<String, String> clientNotes = new HashMap<>();
  private @Nullable String path = "authenticate";
  private boolean enabled = true;
  private String authenticator = "duo-mfa";
  private String protocol = "openid-connect";
  private String flowAlias = "browser";

  FakeFlow path(@Nullable String flowPath) {
    path = flowPath;
    return this;
  }

  FakeFlow disabledUser() {
    enabled = false;
    return this;
  }

  FakeFlow step(String provider) {
    authenticator = provider;
    return this;
  }

  FakeFlow protocol(String id) {
    protocol = id;
    return this;
  }

  FakeFlow alias(String alias) {
    flowAlias = alias;
    return this;
  }

  FakeFlow clientNote(String name, String value) {
    clientNotes.put(name, value);
    return this;
  }

  AuthenticationSessionModel login() {
    return fake(
        AuthenticationSessionModel.class,
        Map.of(
            "getProtocol",
            given -> protocol,
            "getClientNote",
            given -> clientNotes.get((String) given[0]),
            "setClientNote",
            given -> clientNotes.put((String) given[0], (String) given[1])));
  }

  AuthenticationFlowContext context() {
    RealmModel realm = fake(RealmModel.class, Map.of("getName", given -> "bank"));
    UserModel user =
        fake(UserModel.class, Map.of("getId", given -> "u1", "isEnabled", given -> enabled));
    KeycloakSessionFactory factory = fake(KeycloakSessionFactory.class, Map.of());
    KeycloakSession session =
        fake(KeycloakSession.class, Map.of("getKeycloakSessionFactory", given -> factory));
    EventBuilder event = new RecordedEvents(realm, session).event(EventType.LOGIN);
    AuthenticationFlowModel flow = new AuthenticationFlowModel();
    flow.setAlias(flowAlias);
    AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
    execution.setAuthenticator(authenticator);
    AuthenticationSessionModel login = login();
    return fake(
        AuthenticationFlowContext.class,
        Map.ofEntries(
            Map.entry("getRealm", given -> realm),
            Map.entry("getSession", given -> session),
            Map.entry("getEvent", given -> event),
            Map.entry("getUser", given -> user),
            Map.entry("getExecution", given -> execution),
            Map.entry("getTopLevelFlow", given -> flow),
            Map.entry("getFlowPath", given -> path),
            Map.entry("getAuthenticationSession", given -> login),
            Map.entry("challenge", given -> challenges.add("challenge")),
            Map.entry("forceChallenge", given -> challenges.add("forced challenge"))));
  }

  private final class RecordedEvents extends EventBuilder {
    RecordedEvents(RealmModel realm, KeycloakSession session) {
      super(realm, session);
    }

    @Override
    public void error(String error) {
      getEvent().setError(error);
      events.add(getEvent());
    }
  }

  interface Answer {
    @Nullable Object to(Object[] given);
  }

  /** Answers by the names of methods; all others have nothing to say. */
  static <T> T fake(Class<T> type, Map<String, Answer> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeFlow.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Answer answer = answers.get(method.getName());
              Class<?> result = method.getReturnType();
              if (answer != null) {
                Object value = answer.to(arguments == null ? new Object[0] : arguments);
                return result == void.class ? null : value;
              }
              if (result == boolean.class) {
                return false;
              }
              return result == Stream.class ? Stream.empty() : null;
            }));
  }
}
