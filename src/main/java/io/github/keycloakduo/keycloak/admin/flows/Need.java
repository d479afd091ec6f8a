package io.github.keycloakduo.keycloak.admin.flows;

/** What a flow wants of one of its steps. */
enum Need {
  REQUIRED,
  ALTERNATIVE,
  CONDITIONAL,
  DISABLED
}
