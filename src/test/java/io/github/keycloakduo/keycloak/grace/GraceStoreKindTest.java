package io.github.keycloakduo.keycloak.grace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;

class GraceStoreKindTest {
  /** A server option that is set to this, or not at all. */
  private static Config.Scope option(@Nullable String value) {
    return (Config.Scope)
        Proxy.newProxyInstance(
            Config.Scope.class.getClassLoader(),
            new Class<?>[] {Config.Scope.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("get");
              assertThat(arguments[0]).isEqualTo("grace-store");
              return value == null ? arguments[1] : value;
            });
  }

  @Test
  void isTheDatabaseByDefault() {
    assertThat(GraceStoreKind.of(option(null))).isEqualTo(GraceStoreKind.DATABASE);
  }

  @Test
  void isWhatTheOperatorSays() {
    assertThat(GraceStoreKind.of(option("database"))).isEqualTo(GraceStoreKind.DATABASE);
    assertThat(GraceStoreKind.of(option("single-use-objects")))
        .isEqualTo(GraceStoreKind.SINGLE_USE_OBJECTS);
  }

  @Test
  void keepsTheServerFromStartingWithAnythingElse() {
    for (String word : new String[] {"", "Database", "infinispan"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> GraceStoreKind.of(option(word)))
          .withMessage(
              "The server option spi-authenticator--duo-mfa--grace-store is \"%s\"; it must be one"
                  + " of database, single-use-objects",
              word);
    }
  }
}
