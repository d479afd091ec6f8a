package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.keycloak.directory.WritingMappers;
import io.github.keycloakduo.policy.SelfService;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A reader of the choices that a realm leaves to its users. */
final class SelfServiceReader {
  private static final String REVIEW = "idp-review-profile";
  private static final String WHEN = "update.profile.on.first.login";
  private static final String NEVER = "off";

  /** Deeper ones do not come from the admin console, and a cycle must end. */
  private static final int MAX_DEPTH = 20;

  private final KeycloakSession session;
  private final RealmModel realm;

  SelfServiceReader(KeycloakSession session, RealmModel realm) {
    this.session = session;
    this.realm = realm;
  }

  SelfService read(DuoMfaSettings settings) {
    return new SelfService(
        realm.isEditUsernameAllowed(),
        realm.isRegistrationAllowed(),
        brokers(),
        writesDirectoryAttribute(settings));
  }

  private Set<String> brokers() {
    return realm
        .getIdentityProvidersStream()
        .filter(BrokeredLogins::isOfferedBy)
        .filter(this::reviewsProfile)
        .map(IdentityProviderModel::getAlias)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean reviewsProfile(IdentityProviderModel provider) {
    AuthenticationFlowModel flow =
        Optional.ofNullable(provider.getFirstBrokerLoginFlowId())
            .map(realm::getAuthenticationFlowById)
            .orElseGet(realm::getFirstBrokerLoginFlow);
    return flow != null && reviewsProfile(flow.getId(), 0);
  }

  private boolean reviewsProfile(String flowId, int depth) {
    return depth < MAX_DEPTH
        && realm
            .getAuthenticationExecutionsStream(flowId)
            .filter(execution -> execution.getRequirement() != Requirement.DISABLED)
            .anyMatch(
                execution ->
                    execution.isAuthenticatorFlow()
                        ? reviewsProfile(execution.getFlowId(), depth + 1)
                        : isReview(execution));
  }

  /** Keycloak shows the page where something is missing, unless it is told otherwise. */
  private boolean isReview(AuthenticationExecutionModel execution) {
    return REVIEW.equals(execution.getAuthenticator())
        && !NEVER.equals(when(execution.getAuthenticatorConfig()));
  }

  private @Nullable String when(@Nullable String configId) {
    AuthenticatorConfigModel config =
        configId == null ? null : realm.getAuthenticatorConfigById(configId);
    return config == null || config.getConfig() == null ? null : config.getConfig().get(WHEN);
  }

  private boolean writesDirectoryAttribute(DuoMfaSettings settings) {
    if (settings.directory().isEmpty() || settings.mapping().directoryAttribute().isEmpty()) {
      return false;
    }
    ProfilePermissions users = ProfilePermissions.of(session);
    return WritingMappers.sources(
            realm, settings.directory().get(), settings.mapping().directoryAttribute().get())
        .stream()
        .anyMatch(source -> users.mayEdit(source) && !isFixedName(source));
  }

  private boolean isFixedName(String attribute) {
    return attribute.equals(UserModel.USERNAME) && !realm.isEditUsernameAllowed();
  }
}
