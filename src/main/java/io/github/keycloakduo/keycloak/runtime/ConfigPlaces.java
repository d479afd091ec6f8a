package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/**
 * The places of configurations in the flows of a realm, in words. Keycloak keeps aliases unique in
 * the admin console, but an import of a realm may leave a configuration behind that no step uses
 * and that has the alias of another.
 */
public final class ConfigPlaces {
  private ConfigPlaces() {}

  /** The configurations of an alias, whatever they are for. */
  public static Stream<AuthenticatorConfigModel> named(RealmModel realm, String alias) {
    return realm.getAuthenticatorConfigsStream().filter(config -> alias.equals(config.getAlias()));
  }

  /** One sentence about several configurations of one alias: which step uses which. */
  public static String describe(RealmModel realm, List<AuthenticatorConfigModel> configs) {
    return "there are several configurations of that alias: "
        + configs.stream()
            .map(config -> "id " + config.getId() + ", " + uses(realm, config))
            .collect(Collectors.joining("; "))
        + "; remove or rename all but one";
  }

  /** A sentence with the alias of the configuration that it is about. */
  public static String in(AuthenticatorConfigModel config, String sentence) {
    return sentence + " (configuration \"" + LogSafeText.of(alias(config)) + "\")";
  }

  private static String alias(AuthenticatorConfigModel config) {
    return config.getAlias() == null ? "" : config.getAlias();
  }

  private static String uses(RealmModel realm, AuthenticatorConfigModel config) {
    String steps =
        realm
            .getAuthenticationFlowsStream()
            .flatMap(
                flow ->
                    realm
                        .getAuthenticationExecutionsStream(flow.getId())
                        .filter(step -> config.getId().equals(step.getAuthenticatorConfig()))
                        .map(step -> place(flow, step)))
            .collect(Collectors.joining(" and "));
    return steps.isEmpty() ? "used by no step" : "used by " + steps;
  }

  private static String place(AuthenticationFlowModel flow, AuthenticationExecutionModel step) {
    return step.getAuthenticator() + " in the flow \"" + LogSafeText.of(flow.getAlias()) + "\"";
  }
}
