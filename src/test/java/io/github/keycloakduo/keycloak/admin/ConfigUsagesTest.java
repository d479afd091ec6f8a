package io.github.keycloakduo.keycloak.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.ciba.DuoPushChannelFactory;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.RawConfig;
import io.github.keycloakduo.settings.SettingsParser;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

class ConfigUsagesTest {
  private static final Map<String, String> FORM =
      Map.of(
          "duo.ikey", "DIABCDEFGHIJKLMNOPQR",
          "duo.skey", "0123456789012345678901234567890123456789",
          "duo.host", "api-01234567.duosecurity.com");
  private static final Map<String, String> UNIVERSAL = with(Map.of("duo.mode", "universal"));
  private static final Map<String, String> SHARING = Map.of("shared.config", "duo");

  private final List<AuthenticatorConfigModel> configs = new ArrayList<>();
  private final List<AuthenticationExecutionModel> steps = new ArrayList<>();
  private Optional<String> ciba = Optional.empty();
  private boolean channel = true;

  @Test
  void nothingRefusesWhatABrowserStepHas() {
    AuthenticatorConfigModel duo = config("duo", UNIVERSAL);
    step("duo-mfa", duo, Requirement.REQUIRED);

    assertThat(refusals(duo)).isEmpty();
  }

  @Test
  void aDirectGrantRefusesUniversalModeAlsoBesideABrowser() {
    AuthenticatorConfigModel duo = config("duo", UNIVERSAL);
    step("duo-mfa", duo, Requirement.REQUIRED);
    step("duo-mfa-direct-grant", duo, Requirement.REQUIRED);

    assertThat(refusals(duo)).singleElement().asString().contains("duo.mode", "no browser");
  }

  @Test
  void aDirectGrantRefusesUniversalModeThatItShares() {
    AuthenticatorConfigModel duo = config("duo", UNIVERSAL);
    step("duo-mfa", duo, Requirement.REQUIRED);
    step("duo-mfa-direct-grant", config("grant", SHARING), Requirement.REQUIRED);

    assertThat(refusals(duo)).singleElement().asString().contains("duo.mode", "\"grant\"");
  }

  @Test
  void aDirectGrantWithAModeOfItsOwnRefusesNothing() {
    AuthenticatorConfigModel duo = config("duo", UNIVERSAL);
    Map<String, String> own = new HashMap<>(SHARING);
    // In the spelling of the console the default would give way to the shared mode.
    own.put("duo.mode", "Form");
    step("duo-mfa-direct-grant", config("grant", own), Requirement.REQUIRED);

    assertThat(refusals(duo)).isEmpty();
  }

  /** D28: the transaction of the request ends before the wait would. */
  @Test
  void aDirectGrantWarnsOfAWaitThatKeycloakDoesNotAllow() {
    AuthenticatorConfigModel duo = config("duo", with(Map.of("duo.timeout", "600")));
    step("duo-mfa", duo, Requirement.REQUIRED);
    assertThat(warnings(duo)).isEmpty();

    step("duo-mfa-direct-grant", config("grant", SHARING), Requirement.REQUIRED);
    assertThat(warnings(duo)).singleElement().asString().contains("270 seconds", "600");
  }

  @Test
  void aDirectGrantWarnsOfNoWaitOfItsOwnThatIsShorter() {
    AuthenticatorConfigModel duo = config("duo", with(Map.of("duo.timeout", "600")));
    Map<String, String> own = new HashMap<>(SHARING);
    own.put("duo.timeout", "90");
    step("duo-mfa-direct-grant", config("grant", own), Requirement.REQUIRED);

    assertThat(warnings(duo)).isEmpty();
  }

  @Test
  void aStepThatIsNeverRunRefusesNothing() {
    AuthenticatorConfigModel duo = config("duo", UNIVERSAL);
    step("duo-mfa-direct-grant", duo, Requirement.DISABLED);

    assertThat(refusals(duo)).isEmpty();
  }

  @Test
  void cibaRefusesWhatNeedsAPage() {
    ciba = Optional.of(" duo ");
    assertThat(refusals(config("duo", FORM))).isEmpty();

    AuthenticatorConfigModel asks =
        config("duo", with(Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?")));
    assertThat(refusals(asks)).singleElement().asString().contains("duoMfaCibaConfig", "questions");
    assertThat(refusals(config("duo", with(Map.of("duo.factors", "passcode")))))
        .singleElement()
        .asString()
        .contains("duoMfaCibaConfig", "push");
    assertThat(refusals(config("other", with(Map.of("duo.factors", "passcode"))))).isEmpty();
  }

  @Test
  void cibaByAnotherChannelRefusesNothing() {
    ciba = Optional.of("duo");
    channel = false;

    assertThat(refusals(config("duo", UNIVERSAL))).isEmpty();
  }

  private static Map<String, String> with(Map<String, String> changes) {
    Map<String, String> all = new HashMap<>(FORM);
    all.putAll(changes);
    return all;
  }

  private AuthenticatorConfigModel config(String alias, Map<String, String> options) {
    AuthenticatorConfigModel config = new AuthenticatorConfigModel();
    config.setId("id of " + alias);
    config.setAlias(alias);
    config.setConfig(options);
    configs.add(config);
    return config;
  }

  private void step(String provider, AuthenticatorConfigModel config, Requirement requirement) {
    AuthenticationExecutionModel step = new AuthenticationExecutionModel();
    step.setAuthenticator(provider);
    step.setAuthenticatorConfig(config.getId());
    step.setRequirement(requirement);
    steps.add(step);
  }

  private List<String> refusals(AuthenticatorConfigModel config) {
    return usages().problems(config, settings(config));
  }

  private List<String> warnings(AuthenticatorConfigModel config) {
    return usages().warnings(config, settings(config)).stream().map(StepWarning::sentence).toList();
  }

  private DuoMfaSettings settings(AuthenticatorConfigModel config) {
    return ((ConfigResult.Valid) parsed(config)).settings();
  }

  private ConfigUsages usages() {
    AuthenticationFlowModel flow = new AuthenticationFlowModel();
    flow.setId("flow");
    RealmModel realm =
        fake(
            RealmModel.class,
            Map.of(
                "getAuthenticatorConfigsStream",
                configs::stream,
                "getAuthenticationFlowsStream",
                () -> Stream.of(flow),
                "getAuthenticationExecutionsStream",
                steps::stream,
                "getAttribute",
                () -> ciba.orElse("")));
    KeycloakSessionFactory factory =
        fake(
            KeycloakSessionFactory.class,
            channel ? Map.of("getProviderFactory", DuoPushChannelFactory::new) : Map.of());
    KeycloakSession session =
        fake(KeycloakSession.class, Map.of("getKeycloakSessionFactory", () -> factory));
    return new ConfigUsages(session, realm, (none, other) -> parsed(other));
  }

  private ConfigResult parsed(AuthenticatorConfigModel config) {
    RawConfig stored =
        RawConfig.of(
            config.getConfig(),
            alias ->
                configs.stream()
                    .filter(other -> alias.equals(other.getAlias()))
                    .map(AuthenticatorConfigModel::getConfig)
                    .toList(),
            none -> Optional.empty());
    return new SettingsParser(AllowedRoutes.DEFAULT).parse(stored, none -> Optional.empty());
  }

  private static <T> T fake(Class<T> type, Map<String, Supplier<Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            ConfigUsagesTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Supplier<Object> answer = answers.get(method.getName());
              return answer == null ? null : answer.get();
            }));
  }
}
