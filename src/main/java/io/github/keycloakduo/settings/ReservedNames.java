package io.github.keycloakduo.settings;

import java.util.Locale;
import java.util.Set;

/**
 * The names that no question may have: an answer is whatever a user types, and under one of these
 * names a reader of tokens would trust it.
 */
public final class ReservedNames {
  /**
   * Claims of RFC 7519, OpenID Connect Core, OAuth 2.0 and Keycloak about the subject of a token
   * and its rights.
   */
  private static final Set<String> CLAIMS =
      Set.of(
          "acr",
          "act",
          "allowed-origins",
          "amr",
          "at_hash",
          "aud",
          "auth_time",
          "authorization",
          "azp",
          "c_hash",
          "client_id",
          "clientid",
          "cnf",
          "duo_mfa",
          "email",
          "email_verified",
          "exp",
          "groups",
          "iat",
          "iss",
          "jti",
          "may_act",
          "nbf",
          "nonce",
          "org_id",
          "organization",
          "permissions",
          "preferred_username",
          "realm_access",
          "resource_access",
          "role",
          "roles",
          "s_hash",
          "scope",
          "scp",
          "session_state",
          "sid",
          "sub",
          "sub_id",
          "trusted-certs",
          "typ",
          "uid",
          "upn",
          "username");

  /** What a gateway sends beside the answers. */
  private static final Set<String> LOGIN =
      Set.of("client_ip", "device", "factor", "gu", "otp", "totp");

  private ReservedNames() {}

  /** Case does not matter. */
  public static boolean contains(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return CLAIMS.contains(lower) || LOGIN.contains(lower);
  }
}
