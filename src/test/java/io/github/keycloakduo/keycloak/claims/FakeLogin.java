package io.github.keycloakduo.keycloak.claims;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The notes of a login at the end of its flow. */
final class FakeLogin {
  final Map<String, String> auth = new HashMap<>();
  final Map<String, String> client = new HashMap<>();
  final Map<String, String> user = new HashMap<>();

  AuthenticationSessionModel model() {
    return fake(
        AuthenticationSessionModel.class,
        Map.ofEntries(
            Map.entry("getAuthNote", values -> auth.get(values[0])),
            Map.entry("setAuthNote", values -> auth.put(values[0], values[1])),
            Map.entry("removeAuthNote", values -> auth.remove(values[0])),
            Map.entry("getClientNote", values -> client.get(values[0])),
            Map.entry("getUserSessionNotes", values -> user),
            Map.entry("setUserSessionNote", values -> user.put(values[0], values[1])),
            Map.entry("getRealm", values -> null),
            Map.entry("getAuthenticatedUser", values -> null)));
  }

  KeycloakSession session() {
    AuthenticationSessionModel model = model();
    KeycloakContext context =
        fake(KeycloakContext.class, Map.of("getAuthenticationSession", values -> model));
    return fake(KeycloakSession.class, Map.of("getContext", values -> context));
  }

  private interface Answer {
    @Nullable Object to(String[] values);
  }

  private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeLogin.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Answer answer = answers.get(method.getName());
              if (answer == null) {
                throw new UnsupportedOperationException(method.getName());
              }
              Object[] given = arguments == null ? new Object[0] : arguments;
              Object value =
                  answer.to(Arrays.stream(given).map(String.class::cast).toArray(String[]::new));
              return method.getReturnType() == void.class ? null : value;
            }));
  }
}
