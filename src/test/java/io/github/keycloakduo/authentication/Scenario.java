package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Device;
import java.time.Duration;

/** Two nodes, a board between them, and Duo. */
final class Scenario {
  private final MutableClock clock = new MutableClock();
  private final FakeChallengeStore board = new FakeChallengeStore(clock);
  private final FakeDuo duo = new FakeDuo();
  private final ManualDelay pauses = new ManualDelay(clock);
  private final Node here = node(Duration.ZERO);
  private final Node there = node(Duration.ZERO);

  MutableClock clock() {
    return clock;
  }

  FakeChallengeStore board() {
    return board;
  }

  FakeDuo duo() {
    return duo;
  }

  Node here() {
    return here;
  }

  Node there() {
    return there;
  }

  /** One more node whose requests wait for Duo. */
  Node node(Duration patience) {
    return new Node(board, clock, pauses, patience);
  }

  void pass(Duration by) {
    pauses.pass(by);
  }

  void pass(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  Tab tab(String name, Samples settings) {
    return new Tab(name, here, duo, settings.build());
  }

  /** A tab whose user may choose a factor of these devices. */
  Tab choosing(String name, Samples settings, Device... devices) {
    return choosing(name, settings, "alice", devices);
  }

  Tab choosing(String name, Samples settings, String user, Device... devices) {
    Tab tab = tab(name, settings).of(user);
    duo.preauths().soon(FakeDuo.challenge(devices));
    tab.look();
    return tab;
  }

  Tab choosing() {
    return choosing("1", Samples.settings(), FakeDuo.PHONE);
  }

  /** A tab that waits for a push Duo has started. */
  Tab pushed() {
    return pushed(Samples.settings());
  }

  Tab pushed(Samples settings) {
    Tab tab = choosing("1", settings, FakeDuo.PHONE);
    duo.auths().soon(FakeDuo.started("TX1"));
    tab.press("push");
    return tab;
  }

  /** The same tab, as a second request knows it that was sent at the same time. */
  Tab twin(Tab tab) {
    Tab twin = tab("1", Samples.settings());
    twin.remember(tab.state());
    return twin;
  }
}
