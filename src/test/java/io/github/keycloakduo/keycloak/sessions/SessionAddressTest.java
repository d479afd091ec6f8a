package io.github.keycloakduo.keycloak.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.UserSessionModel;

class SessionAddressTest {
  @Test
  void believesTheNoteBeforeTheConnection() {
    assertThat(SessionAddress.of(session("192.0.2.7", "10.0.0.1"))).hasValue("192.0.2.7");
    assertThat(SessionAddress.of(session("unknown", "10.0.0.1"))).isEmpty();
  }

  @Test
  void takesTheConnectionOfASessionWithoutANote() {
    assertThat(SessionAddress.of(session(null, "10.0.0.1"))).hasValue("10.0.0.1");
    assertThat(SessionAddress.of(session(null, null))).isEmpty();
  }

  @Test
  void spellsBothInOneWay() {
    assertThat(SessionAddress.of(session(null, "2001:DB8::1")))
        .isEqualTo(SessionAddress.of(session("2001:db8:0:0:0:0:0:1", null)));
    assertThat(SessionAddress.of(session(null, "::ffff:192.0.2.7"))).hasValue("192.0.2.7");
  }

  private static UserSessionModel session(@Nullable String note, @Nullable String connection) {
    return (UserSessionModel)
        Proxy.newProxyInstance(
            SessionAddressTest.class.getClassLoader(),
            new Class<?>[] {UserSessionModel.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getNote" -> note;
                  case "getIpAddress" -> connection;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
