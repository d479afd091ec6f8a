package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.gateway.UsernameParser;
import io.github.keycloakduo.keycloak.runtime.ConfigForm;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.keycloak.step.HelpLinks;
import io.github.keycloakduo.keycloak.step.LoginLog;
import io.github.keycloakduo.keycloak.step.LoginRequests;
import io.github.keycloakduo.keycloak.step.LoginResultHandler;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.LogLevel;
import io.github.keycloakduo.settings.SharedOptions;
import io.github.keycloakduo.settings.UsernameSettings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.directgrant.ValidateUsername;
import org.keycloak.events.Details;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * An authenticator in the place of Keycloak's "Username Validation" where a user name may carry a
 * passcode. All but the name itself is Keycloak's.
 */
public final class DuoMfaDirectGrantUsername extends ValidateUsername
    implements UserChangeListener {

  /** Nobody can register this name, and it hides what must not be shown. */
  private static final String NOBODY = "?";

  /** Keycloak calls us back within the request, so they need not be read twice. */
  private static final String SETTINGS = "duo-mfa.username-settings";

  private final UsernamePrefixCache oddNames = new UsernamePrefixCache();

  @Override
  public String getId() {
    return ProviderIds.DIRECT_GRANT_USERNAME;
  }

  @Override
  public String getDisplayType() {
    return "Duo MFA user name (direct grant)";
  }

  @Override
  public String getHelpText() {
    return "Validates the user name of a direct grant, as Username Validation does, and takes a"
        + " passcode and answers out of it before anybody sees them.";
  }

  @Override
  public boolean isConfigurable() {
    return true;
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return ConfigForm.properties(UsernameSettings.keys());
  }

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    LoginResultHandler handler =
        new LoginResultHandler(
            new OAuthErrorResponses(),
            services(context).metrics(),
            new HelpLinks(services(context).configs()));
    handler.guarded(context, () -> validate(context, handler));
  }

  /** A wrong configuration must not send a passcode to where user names go. */
  private void validate(AuthenticationFlowContext context, LoginResultHandler handler) {
    UsernameSettings settings =
        services(context)
            .configs()
            .ofUsername(
                context.getSession(),
                context.getAuthenticatorConfig(),
                LoginRequests.clientId(context));
    context.getSession().setAttribute(SETTINGS, settings);
    if (settings.problems().isEmpty()) {
      warn(context, settings.shared());
      super.authenticate(context);
    } else {
      handler.reject(
          context,
          OutcomeDetails.of(Outcome.CONFIG_ERROR, ConfigProblem.describe(settings.problems())));
    }
  }

  private static void warn(AuthenticationFlowContext context, SharedOptions shared) {
    AuthenticatorConfigModel config = context.getAuthenticatorConfig();
    String realm = context.getRealm().getId();
    if (config != null && services(context).firstLogins().isFirst(realm, config.getId() + shared)) {
      new LoginLog(LogLevel.INFO)
          .warn(
              context.getRealm().getName(),
              shared.sentences().stream()
                  .map(sentence -> new StepWarning(LoginStep.NAME, sentence))
                  .toList());
    }
  }

  @Override
  protected @Nullable String retrieveUsername(AuthenticationFlowContext context) {
    String text = super.retrieveUsername(context);
    UsernameSettings settings = context.getSession().getAttribute(SETTINGS, UsernameSettings.class);
    return text == null || !settings.gateway().otpInUsername()
        ? text
        : bare(context, settings, text);
  }

  private String bare(AuthenticationFlowContext context, UsernameSettings settings, String text) {
    UsernameParser reader = new UsernameParser(questionKeys(context, settings));
    UsernameLookup users =
        new UsernameLookup(context.getSession(), context.getRealm(), reader, oddNames);
    if (reader.beforeSecret(text).isEmpty()) {
      return text;
    }
    // Before any search: otherwise whoever can reach the token endpoint makes the realm and its
    // directory search for one made-up name after the other, each of them new to every cache.
    if (!TrustedClients.isTrusted(
        context.getAuthenticationSession().getClient(), settings.gateway())) {
      return hidden(
          context, "passcodes in user names are accepted from the clients of gateway.clients only");
    }
    if (users.exists(text)) {
      return text;
    }
    return reader
        .parse(text)
        .match(
            plain -> hidden(context, "the user name carries a key that is unknown here"),
            withParameters -> {
              UsernameParameters.put(context.getSession(), withParameters);
              List<String> names = withParameters.names();
              return users
                  .meant(withParameters)
                  .orElseGet(() -> shown(reader, names.get(names.size() - 1)));
            },
            malformed -> hidden(context, malformed.reason()));
  }

  private static String shown(UsernameParser reader, String name) {
    return name.isBlank() || reader.beforeSecret(name).isPresent() ? NOBODY : name;
  }

  private static String hidden(AuthenticationFlowContext context, String reason) {
    context.getEvent().detail(Details.REASON, reason);
    return NOBODY;
  }

  /** Those of this step, and those of the Duo step that will ask. */
  private static List<String> questionKeys(
      AuthenticationFlowContext context, UsernameSettings settings) {
    Stream<Question> asked =
        FlowSteps.below(context.getRealm(), context.getTopLevelFlow().getId())
            .filter(step -> ProviderIds.DIRECT_GRANT.equals(step.getAuthenticator()))
            .map(
                step ->
                    context.getRealm().getAuthenticatorConfigById(step.getAuthenticatorConfig()))
            .flatMap(
                config ->
                    services(context)
                        .configs()
                        .ofUsername(context.getSession(), config, LoginRequests.clientId(context))
                        .questions()
                        .stream());
    return Stream.concat(settings.questions().stream(), asked).map(Question::key).toList();
  }

  private static DuoServices services(AuthenticationFlowContext context) {
    KeycloakSession session = context.getSession();
    return DuoRuntime.of(session.getKeycloakSessionFactory()).services();
  }

  /** A user may have an odd name now. */
  @Override
  public void usersChanged() {
    oddNames.forget();
  }
}
