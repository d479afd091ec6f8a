package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.ArrayList;
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
  private Progress progress;
  private final List<Outcome> heard = new ArrayList<>();
  private @Nullable String browser;
  private @Nullable Reaction last;

  Tab(String name, Node node, DuoAuthApi duo, DuoMfaSettings settings) {
    this.name = name;
    this.node = node;
    this.duo = duo;
    this.settings = settings;
    this.progress = Progress.fresh(user, settings.fingerprint());
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
    return this;
  }

  Tab inBrowser(String other) {
    browser = other;
    return this;
  }

  /** The login begins anew in the same tab; Keycloak forgets its notes. */
  void restart() {
    progress = Progress.fresh(user, settings.fingerprint());
  }

  String look() {
    return on(new UserAction.Look());
  }

  String cancel() {
    return on(new UserAction.Cancel());
  }

  String type(String text) {
    return on(new UserAction.Submit(text, "", ""));
  }

  String press(String factor) {
    return on(new UserAction.Submit("", factor, ""));
  }

  String press(String factor, String device) {
    return on(new UserAction.Submit("", factor, device));
  }

  String on(UserAction move) {
    Reaction reaction = node.conversation().on(visit(), progress, move);
    last = reaction;
    progress = reaction.progress();
    return Sentence.of(reaction);
  }

  /** What the page's script asks every other second. */
  boolean done() {
    return standing().done();
  }

  WaitStatus standing() {
    return WaitStatus.of(progress, node.challenges(), node.clock().instant());
  }

  Visit visit() {
    LoginRequest login =
        new LoginRequest(user, user, Optional.of("192.0.2.7"), "bank", "Online banking");
    return new Visit(
        login,
        new DuoUsername(user),
        settings,
        duo,
        heard::add,
        Terms.ofBrowser(settings),
        Objects.requireNonNullElse(browser, "browser of " + user),
        "tab " + name);
  }

  /** What was told of factors, whether or not the tab asked for it. */
  List<Outcome> heard() {
    return heard;
  }

  Progress progress() {
    return progress;
  }

  /** What an earlier, or lost, response had left behind. */
  void remember(Progress earlier) {
    progress = earlier;
  }

  /** What the factor page offers. */
  FactorOffer offer() {
    return ((Reaction.AskFactor) last()).offer();
  }

  /** What the waiting page tells. */
  ChallengeState challenge() {
    return ((Reaction.AskPatience) last()).challenge();
  }

  /** What is told of a login that passed or stopped, or of a factor that was refused. */
  OutcomeDetails ruling() {
    if (last() instanceof Reaction.Pass pass) {
      return pass.ruling();
    }
    return last() instanceof Reaction.Stop stop
        ? stop.ruling()
        : ((Reaction.AskFactor) last()).refused().orElseThrow();
  }

  Reaction last() {
    return Objects.requireNonNull(last);
  }
}
