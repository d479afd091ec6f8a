package io.github.keycloakduo.keycloak.claims;

import java.util.OptionalInt;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/**
 * The search for the level of authentication that our step helps to reach (OIDC Core, section 2:
 * {@code acr}).
 */
public final class LoaConditions {
  private LoaConditions() {}

  /** The highest level that a condition above the execution gives to those who pass. */
  public static OptionalInt above(AuthenticationExecutionModel execution, RealmModel realm) {
    return Stream.iterate(
            execution,
            step -> step != null,
            step -> realm.getAuthenticationExecutionByFlowId(step.getParentFlow()))
        .flatMap(step -> realm.getAuthenticationExecutionsStream(step.getParentFlow()))
        .filter(AuthenticationExecutionModel::isEnabled)
        .filter(
            step -> ConditionalLoaAuthenticatorFactory.PROVIDER_ID.equals(step.getAuthenticator()))
        .mapToInt(step -> level(realm, step))
        .max();
  }

  private static int level(RealmModel realm, AuthenticationExecutionModel condition) {
    var config = realm.getAuthenticatorConfigById(condition.getAuthenticatorConfig());
    String level = config == null ? "" : config.getConfig().get(ConditionalLoaAuthenticator.LEVEL);
    try {
      return Integer.parseInt(level);
    } catch (NumberFormatException unset) {
      // Keycloak itself takes it for the highest.
      return Integer.MAX_VALUE;
    }
  }
}
