package io.github.keycloakduo.challenge;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.FactorAnswer;
import java.time.Duration;

/** Two nodes, a board between them, and Duo. */
final class Scene {
  private final MutableClock clock = new MutableClock();
  private final FakeBoard board = new FakeBoard(clock);
  private final FakeDuo duo = new FakeDuo();
  private final ManualPause pauses = new ManualPause(clock);
  private final Node here = node(Duration.ZERO);
  private final Node there = node(Duration.ZERO);

  MutableClock clock() {
    return clock;
  }

  FakeBoard board() {
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
    Tab tab = tab(name, settings);
    duo.preauths().soon(FakeDuo.challenge(devices));
    tab.look();
    return tab;
  }

  Tab choosing() {
    return choosing("1", Samples.settings(), FakeDuo.PHONE);
  }

  /** A tab that waits for a push Duo has started. */
  Tab pushed() {
    Tab tab = choosing();
    duo.auths().soon(new FactorAnswer.Started("TX1"));
    tab.press("push");
    return tab;
  }
}
