package io.github.keycloakduo.demo;

import io.github.keycloakduo.testkit.realm.Authenticator;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.keycloak.models.utils.Base32;

/** The authenticator app of oscar, whose secret stands in the sample realm. */
final class OscarsApp {
  static final String SECRET = "oscar-demo-secret-01";

  private final Authenticator app = Authenticator.app(SECRET);
  private String told = "";

  /** The code of now. */
  String code() {
    return app.code();
  }

  /** The secret as people type it into an app of their own. */
  static String typedSecret() {
    return Base32.encode(SECRET.getBytes(StandardCharsets.UTF_8));
  }

  /** Tells each code once, as long as it is needed. To be called about every second. */
  void tell(BooleanSupplier needed, Consumer<String> terminal) {
    if (!needed.getAsBoolean()) {
      told = "";
      return;
    }
    String now = code();
    if (!now.equals(told)) {
      told = now;
      terminal.accept("Code of oscar's authenticator app: " + now);
    }
  }
}
