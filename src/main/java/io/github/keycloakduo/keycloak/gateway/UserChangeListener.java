package io.github.keycloakduo.keycloak.gateway;

/** A listener to changes of the users of any realm on this node. */
interface UserChangeListener {
  /** Users were created or changed. */
  void usersChanged();
}
