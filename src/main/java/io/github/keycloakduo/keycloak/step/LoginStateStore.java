package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.NextStep;
import java.util.Optional;

/** Where a login waits between two requests. */
public interface LoginStateStore {
  /** What the request before left behind. */
  Optional<LoginProgress> read();

  /** Leaves behind what the next request has to know. */
  void keep(NextStep next);

  /** The login has come to its end. */
  void forget();
}
