package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.breakglass.BreakGlassStore;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.policy.ConfigWarnings;
import io.github.keycloakduo.policy.ExemptionWarnings;
import io.github.keycloakduo.policy.ListedUsers;
import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The services that live as long as the server and that logins and administrators use alike. The
 * flows of a login are not among them: who handles logins gets them from {@link DuoRuntime}.
 *
 * @param configs parsed configurations
 * @param facts what the policy looks at
 * @param firstLogins which configurations were used already
 * @param breakGlass who needs no factor for now
 * @param store what the nodes of the cluster share
 * @param allowed the hosts and proxies that the operator of the server allows
 * @param authApis the Auth API, as a configuration reaches it
 * @param prompts the Universal Prompt, as a configuration reaches it
 * @param executor runs what no request waits for; never an event loop
 * @param reports runs what writes events that no request writes; never an event loop
 */
public record DuoServices(
    ConfigCache configs,
    PolicyFactsSource facts,
    FirstLogins firstLogins,
    GraceStore graces,
    BreakGlassStore breakGlass,
    SingleUseObjectStore store,
    AllowedRoutes allowed,
    Function<DuoMfaSettings, DuoAuthApi> authApis,
    Function<DuoMfaSettings, UniversalPrompt> prompts,
    LoginMetrics metrics,
    Executor executor,
    Executor reports,
    Clock clock) {

  /** Duo's Auth API, as the configuration reaches it. */
  public DuoAuthApi authApi(DuoMfaSettings settings) {
    return authApis.apply(settings);
  }

  /** Duo's Universal Prompt, as the configuration reaches it. */
  public UniversalPrompt prompt(DuoMfaSettings settings) {
    return prompts.apply(settings);
  }

  /** What is wrong with a configuration in this realm, although it is right by itself. */
  public List<String> problems(KeycloakSession session, DuoMfaSettings settings) {
    return facts.problems(session, session.getContext().getRealm(), settings);
  }

  /** What a valid configuration probably does not mean, in itself or in this realm. */
  public List<StepWarning> warnings(KeycloakSession session, DuoMfaSettings settings) {
    RealmModel realm = session.getContext().getRealm();
    if (realm == null) {
      return List.of();
    }
    List<StepWarning> warnings =
        new ArrayList<>(
            ConfigWarnings.of(settings, new SelfServiceReader(session, realm).read(settings)));
    warnings.addAll(ExemptionWarnings.everybody(settings, () -> listedUsers(session, settings)));
    allowed
        .warning(settings.connection())
        .map(sentence -> new StepWarning(LoginStep.DUO, sentence))
        .ifPresent(warnings::add);
    return warnings;
  }

  /** Whom the user list of a configuration names in this realm. */
  public ListedUsers listedUsers(KeycloakSession session, DuoMfaSettings settings) {
    return facts.listedUsers(session, session.getContext().getRealm(), settings.exemptions());
  }
}
