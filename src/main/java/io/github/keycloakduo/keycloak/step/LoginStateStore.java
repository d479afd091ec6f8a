package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import java.util.Optional;

/** The store of a login's state between two of its requests. */
public interface LoginStateStore {
  /** What the request before left behind. */
  Optional<LoginState> read();

  /** Leaves behind what the next request has to know. */
  void keep(LoginResult result);

  /** Forgets the login, which has come to its end. */
  void forget();
}
