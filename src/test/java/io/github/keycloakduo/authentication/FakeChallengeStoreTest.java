package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The store of the other tests of this package behaves as the real one. */
class FakeChallengeStoreTest extends ChallengeStoreContract {
  private final MutableClock clock = new MutableClock();
  private final FakeChallengeStore store = new FakeChallengeStore(clock);

  @Override
  protected List<Node> nodes() {
    return List.of(Node.of(store), Node.of(store));
  }

  @Override
  protected Node withWindow(Duration window) {
    store.window(window);
    return Node.of(store);
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected void pass() {
    clock.advance(Duration.ofMillis(100));
  }
}
