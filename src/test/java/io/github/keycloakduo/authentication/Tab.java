package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.policy.DecisionTrace;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.Preselection;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A browser tab at the Duo step. Each request is told as a short sentence about the reaction. */
final class Tab {
  private final String name;
  private final DuoAuthApi duo;
  private Node node;
  private DuoMfaSettings settings;
  private String user = "alice";
  private String duoName = "alice";
  private LoginState state;
  private boolean passive;
  private boolean passwordVerified = true;
  private RequiredAssurance assurance = RequiredAssurance.ANY;
  private UserCredentials credentials = new UserCredentials.None();
  private Preselection remembered = Preselection.NONE;
  private final RecordedOutcomes outcomes = new RecordedOutcomes();
  private @Nullable String browser;
  private @Nullable LoginResult last;

  Tab(String name, Node node, DuoAuthApi duo, DuoMfaSettings settings) {
    this.name = name;
    this.node = node;
    this.duo = duo;
    this.settings = settings;
    this.state = LoginState.notStarted(user, settings.fingerprint());
  }

  /** The next requests reach another node. */
  Tab at(Node other) {
    node = other;
    return this;
  }

  Tab with(DuoMfaSettings changed) {
    settings = changed;
    return this;
  }

  Tab of(String otherUser) {
    user = otherUser;
    duoName = otherUser;
    return this;
  }

  /** Duo knows the user by another name. */
  Tab atDuo(String name) {
    duoName = name;
    return this;
  }

  /** The client forbids to ask the user. */
  Tab passive() {
    passive = true;
    return this;
  }

  /** Nothing before the step has verified a password. */
  Tab withoutPassword() {
    passwordVerified = false;
    return this;
  }

  /** Keycloak itself keeps these of the user. */
  Tab with(CredentialCheck check) {
    credentials = new UserCredentials.Available(check);
    return this;
  }

  /** The next requests come from a thread that must not look the credentials up. */
  Tab afterRequest() {
    credentials = credentials.afterRequest();
    return this;
  }

  /** Only a factor counts. */
  Tab steppingUp() {
    assurance = RequiredAssurance.STEP_UP;
    return this;
  }

  /** What the browser remembers of the factor that worked last. */
  Tab remembering(Preselection last) {
    remembered = last;
    return this;
  }

  /** The client demands a new authentication. */
  Tab reauthenticating() {
    assurance = RequiredAssurance.REAUTHENTICATION;
    return this;
  }

  Tab inBrowser(String other) {
    browser = other;
    return this;
  }

  /** The login begins anew in the same tab; Keycloak forgets its notes. */
  void restart() {
    state = LoginState.notStarted(user, settings.fingerprint());
  }

  String look() {
    return on(new UserAction.Refresh());
  }

  String cancel() {
    return on(new UserAction.Cancel());
  }

  String type(String text) {
    return on(new UserAction.SubmitFactor(new Secret(text), "", ""));
  }

  /** Sends the page about another factor. */
  String show(String factor, String code) {
    return on(new UserAction.SubmitOtherFactor(new Secret(code), factor));
  }

  String press(String factor) {
    return on(new UserAction.SubmitFactor(new Secret(""), factor, ""));
  }

  /** Types with the box ticked, or not. */
  String type(String text, boolean remember) {
    return on(new UserAction.SubmitFactor(new Secret(text), "", "", remember));
  }

  /** Presses with the box ticked. */
  String pressRemembering(String factor) {
    return on(new UserAction.SubmitFactor(new Secret(""), factor, "", true));
  }

  String press(String factor, String device) {
    return on(new UserAction.SubmitFactor(new Secret(""), factor, device));
  }

  String on(UserAction action) {
    LoginResult result = node.flow().handle(context(), Optional.of(state), action);
    last = result;
    state = result.state();
    return Sentence.of(result);
  }

  /** What the page's script asks every other second. */
  boolean done() {
    return status().done();
  }

  WaitStatus status() {
    return WaitStatus.of(state, node.challenges(), node.clock().instant());
  }

  /** The lock of the tab's factors. */
  String lockKey() {
    return context().lockKey(new DuoUsername(duoName));
  }

  LoginContext context() {
    LoginRequest login =
        new LoginRequest(user, user, ClientIp.parse("192.0.2.7"), "bank", "Online banking")
            .passive(passive);
    return new LoginContext(
        login,
        settings,
        assurance,
        duo,
        Optional.empty(),
        credentials,
        offer -> remembered,
        () ->
            new PolicyDecision.AskDuo(
                new DuoUsername(duoName), new DecisionTrace(List.of(), List.of())),
        outcomes,
        settings.timeout(),
        passwordVerified,
        settings.autopush(),
        Objects.requireNonNullElse(browser, "browser of " + user),
        "tab " + name,
        node.requestTimeout());
  }

  /** What was told of factors, whether or not the tab asked for it. */
  List<Outcome> heard() {
    return outcomes.heard();
  }

  /** What was told of devices that Duo has contacted. */
  List<Factor> contacts() {
    return outcomes.contacts();
  }

  /** What was told of factors for which the tab did not come. */
  List<String> uncollected() {
    return outcomes.uncollected();
  }

  /** Whether what the last response says went wrong has to be reported. */
  boolean reports() {
    return last()
        .match(
            authenticated -> true,
            required -> required.rejected().isPresent() && required.firstReport(),
            otherFactor -> otherFactor.rejected().isPresent(),
            pending -> false,
            redirect -> false,
            questions -> false,
            interaction -> false,
            LoginResult.Rejected::firstReport);
  }

  LoginState state() {
    return state;
  }

  /** What an earlier, or lost, response had left behind. */
  void remember(LoginState earlier) {
    state = earlier;
  }

  /** What the factor page shows. */
  LoginResult.FactorRequired factorPage() {
    return last().factorRequired().orElseThrow();
  }

  /** What the factor page offers. */
  FactorOffer offer() {
    return factorPage().offer();
  }

  /** What the waiting page tells. */
  ChallengeState challenge() {
    return last().pending().orElseThrow().challenge();
  }

  /** What is told of a login that was refused. */
  LoginResult.Rejected rejected() {
    return (LoginResult.Rejected) last();
  }

  /** What is told of a login that passed or was refused, or of a factor that was refused. */
  OutcomeDetails details() {
    return last()
        .match(
            LoginResult.Authenticated::details,
            required -> required.rejected().orElseThrow(),
            otherFactor -> otherFactor.rejected().orElseThrow(),
            pending -> OutcomeDetails.of(Outcome.DUO_ERROR, "still pending"),
            redirect -> OutcomeDetails.of(Outcome.DUO_ERROR, "redirected"),
            questions -> OutcomeDetails.of(Outcome.DUO_ERROR, "asked"),
            interaction -> OutcomeDetails.of(Outcome.DUO_ERROR, "interaction required"),
            LoginResult.Rejected::details);
  }

  LoginResult last() {
    return Objects.requireNonNull(last);
  }
}
