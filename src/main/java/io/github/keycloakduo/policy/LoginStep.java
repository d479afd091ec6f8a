package io.github.keycloakduo.policy;

import java.util.Locale;

/** The steps of a login, in their order, by the names that the admin API has for them. */
public enum LoginStep {
  NAME,
  USER_LIST,
  LDAP_GROUP,
  NETWORK,
  GRACE,
  MAPPING,
  SESSION_LIMIT,
  DUO,
  CHALLENGE,
  QUESTIONS;

  /** The stable name, such as {@code user_list}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
