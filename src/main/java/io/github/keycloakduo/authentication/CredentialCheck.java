package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import java.util.List;

/** A check of the credentials that Keycloak itself keeps of a login's user. */
public interface CredentialCheck {
  /** Those of these factors for which the user has a credential, in this order. */
  List<Factor> configured(List<Factor> wanted);

  /** Whether the code is right; a code that is right is used up. */
  boolean isValid(Factor factor, Secret code);
}
