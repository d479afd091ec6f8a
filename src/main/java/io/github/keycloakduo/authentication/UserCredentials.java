package io.github.keycloakduo.authentication;

import java.util.function.Function;

/** The access of a login to the credentials that Keycloak itself keeps of its user. */
public sealed interface UserCredentials {
  /** A function for each case. */
  record Cases<R>(
      Function<None, R> none, Function<Deferred, R> deferred, Function<Available, R> available) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<None, R> none, Function<Deferred, R> deferred, Function<Available, R> available) {
    return match(new Cases<>(none, deferred, available));
  }

  /** The same after the request, whose session may be closed by then. */
  default UserCredentials afterRequest() {
    return match(none -> none, deferred -> deferred, available -> new Deferred());
  }

  /** No code can be typed in the login, so that none is asked for. */
  record None() implements UserCredentials {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.none().apply(this);
    }
  }

  /** Only the thread of a request may look, and this is another one. */
  record Deferred() implements UserCredentials {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.deferred().apply(this);
    }
  }

  /** They can be looked up and checked now. */
  record Available(CredentialCheck check) implements UserCredentials {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.available().apply(this);
    }
  }
}
