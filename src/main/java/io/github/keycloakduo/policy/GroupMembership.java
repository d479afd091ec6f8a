package io.github.keycloakduo.policy;

/** The membership of a user in the Keycloak group that {@code whitelist.user_list.name} names. */
public enum GroupMembership {
  MEMBER,
  /** Also where no group is configured. */
  NOT_MEMBER,
  /** The group does not exist or cannot be read. */
  UNKNOWN
}
