package io.github.keycloakduo.keycloak.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.UserSessionModel;

class SessionClientIpTest {
  @Test
  void believesTheNoteBeforeTheConnection() {
    assertThat(SessionClientIp.of(session("192.0.2.7", "10.0.0.1")))
        .isEqualTo(ClientIp.parse("192.0.2.7"));
    assertThat(SessionClientIp.of(session("unknown", "10.0.0.1"))).isEmpty();
  }

  @Test
  void takesTheConnectionOfASessionWithoutANote() {
    assertThat(SessionClientIp.of(session(null, "10.0.0.1"))).isEqualTo(ClientIp.parse("10.0.0.1"));
    assertThat(SessionClientIp.of(session(null, null))).isEmpty();
  }

  @Test
  void spellsBothInOneWay() {
    assertThat(SessionClientIp.of(session(null, "2001:DB8::1")))
        .isEqualTo(SessionClientIp.of(session("2001:db8:0:0:0:0:0:1", null)));
    assertThat(SessionClientIp.of(session(null, "::ffff:192.0.2.7")))
        .isEqualTo(ClientIp.parse("192.0.2.7"));
  }

  private static UserSessionModel session(@Nullable String note, @Nullable String connection) {
    return (UserSessionModel)
        Proxy.newProxyInstance(
            SessionClientIpTest.class.getClassLoader(),
            new Class<?>[] {UserSessionModel.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getNote" -> note;
                  case "getIpAddress" -> connection;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
