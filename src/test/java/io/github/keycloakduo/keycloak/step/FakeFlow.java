package io.github.keycloakduo.keycloak.step;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
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
  final List<Object> challenges = new ArrayList<>();
  final Map<String, String> clientNotes = new HashMap<>();
  final Map<String, String> authNotes = new HashMap<>();
  private @Nullable String path = "authenticate";
  private String authenticator = "duo-mfa";
  private String protocol = "openid-connect";
  private String flowAlias = "browser";

  FakeFlow path(@Nullable String flowPath) {
    path = flowPath;
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
        Map.of("getProtocol", () -> protocol),
        Map.of("getClientNote", clientNotes, "getAuthNote", authNotes));
  }

  AuthenticationFlowContext context() {
    RealmModel realm =
        fake(
            RealmModel.class,
            Map.of("getName", () -> "bank", "getEventsListenersStream", () -> Stream.of("test")),
            Map.of());
    KeycloakSessionFactory factory = fake(KeycloakSessionFactory.class, Map.of(), Map.of());
    EventListenerProvider listener =
        (EventListenerProvider)
            Proxy.newProxyInstance(
                FakeFlow.class.getClassLoader(),
                new Class<?>[] {EventListenerProvider.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("onEvent")) {
                    events.add((Event) arguments[0]);
                  }
                  return null;
                });
    KeycloakSession session =
        fake(
            KeycloakSession.class,
            Map.of("getProvider", () -> listener, "getKeycloakSessionFactory", () -> factory),
            Map.of());
    EventBuilder event = new EventBuilder(realm, session).event(EventType.LOGIN);
    AuthenticationFlowModel flow = new AuthenticationFlowModel();
    flow.setAlias(flowAlias);
    AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
    execution.setAuthenticator(authenticator);
    UserModel user = fake(UserModel.class, Map.of("getId", () -> "u1"), Map.of());
    AuthenticationSessionModel login = login();
    AuthenticationFlowContext made =
        fake(
            AuthenticationFlowContext.class,
            Map.ofEntries(
                Map.entry("getRealm", () -> realm),
                Map.entry("getSession", () -> session),
                Map.entry("getEvent", () -> event),
                Map.entry("getUser", () -> user),
                Map.entry("getExecution", () -> execution),
                Map.entry("getTopLevelFlow", () -> flow),
                Map.entry("getAuthenticationSession", () -> login)),
            Map.of());
    return (AuthenticationFlowContext)
        Proxy.newProxyInstance(
            FakeFlow.class.getClassLoader(),
            new Class<?>[] {AuthenticationFlowContext.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "getFlowPath":
                  return path;
                case "forceChallenge", "challenge":
                  challenges.add(arguments[0]);
                  return null;
                default:
                  return method.invoke(made, arguments);
              }
            });
  }

  /** Answers by the name of a method; all others have nothing to say. */
  private static <T> T fake(
      Class<T> type, Map<String, Supplier<Object>> answers, Map<String, Map<String, String>> maps) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeFlow.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String name = method.getName();
              if (answers.containsKey(name)) {
                return answers.get(name).get();
              }
              if (name.equals("setClientNote") && arguments.length == 2) {
                maps.get("getClientNote").put((String) arguments[0], (String) arguments[1]);
                return null;
              }
              if (maps.containsKey(name)) {
                return maps.get(name).get((String) arguments[0]);
              }
              Class<?> result = method.getReturnType();
              if (result == boolean.class) {
                return false;
              }
              return result == Stream.class ? Stream.empty() : null;
            }));
  }
}
