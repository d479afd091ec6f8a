package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.ChallengeStoreContract;
import io.github.keycloakduo.testkit.server.ProviderJar;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * The contract of the store, held by the one inside of real servers, and what else that one is used
 * for: the state of direct grants and the result of the check of keys.
 */
public abstract class SingleUseObjectStoreContract extends ChallengeStoreContract {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Instant start = Instant.parse("2026-03-01T12:00:00Z");
  private final long startNanos = System.nanoTime();
  private final String id = UUID.randomUUID().toString();
  private @Nullable RemoteStore here;
  private @Nullable RemoteStore there;

  /** The jar that has to be in {@code providers/} of the servers. */
  public static Path provider() {
    return ProviderJar.of(
        StoreResourceFactory.ID,
        RealmResourceProviderFactory.class,
        List.of(StoreResourceFactory.class, StoreResource.class));
  }

  /** Two servers that share a store; both the same where there is but one. */
  protected abstract List<URI> servers();

  private RemoteStore here() {
    return Objects.requireNonNull(here);
  }

  private RemoteStore there() {
    return Objects.requireNonNull(there);
  }

  @BeforeEach
  final void connect() {
    List<URI> servers = servers();
    here = new RemoteStore(servers.get(0));
    there = new RemoteStore(servers.get(1));
  }

  @Override
  protected final List<Node> nodes() {
    List<URI> servers = servers();
    return List.of(
        Node.of(new RemoteStore(servers.get(0))), Node.of(new RemoteStore(servers.get(1))));
  }

  @Override
  protected final Node withWindow(Duration window) {
    return Node.of(new RemoteStore(servers().get(0)).withWindow(window));
  }

  /** Steps of the system's clock do not matter. */
  @Override
  protected final Instant now() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }

  @Override
  protected final void pass() {
    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
  }

  @Test
  void findsNoChallengeThatItCannotRead() {
    here().put("duo.challenge." + id, "{\"id\":\"of another version\"}", LONG);

    assertThat(here().find(id)).isEmpty();
    assertThat(there().find(id)).isEmpty();
  }

  @Test
  void tellsWhetherAPushWouldBeGrantedWithoutTakingIt() {
    for (int look = 0; look < 3; look++) {
      assertThat(here().hasLeft(id, 1)).isTrue();
    }
    assertThat(there().tryAcquire(id, 1)).isTrue();

    assertThat(here().hasLeft(id, 1)).isFalse();
    assertThat(there().hasLeft(id, 2)).isTrue();
    assertThat(there().hasLeft(id, 0)).isTrue();
  }

  @Test
  void keepsATextUntilItIsTaken() {
    assertThat(there().get(id)).isEmpty();
    here().put(id, "one", LONG);
    there().put(id, "two \"山\"", LONG);

    assertThat(here().get(id)).contains("two \"山\"");
    assertThat(there().get(id)).contains("two \"山\"");
    assertThat(here().take(id)).contains("two \"山\"");
    assertThat(here().take(id)).isEmpty();
    assertThat(there().take(id)).isEmpty();
    assertThat(there().get(id)).isEmpty();
  }

  /** CVE-2026-4325: who could name a key could take away what stops guesses and pushes. */
  @Test
  void whoKnowsNameAndContentOfAnObjectDoesNotKnowItsKey() {
    here().put(id, "one", LONG);
    assertThat(here().tryLock(id, LONG)).isTrue();

    assertThat(there().get(id)).contains("one");
    for (String guess : List.of(id, "duo." + id, "duo.claim." + id, "duo.duo.claim." + id)) {
      assertThat(here().isKeyOfKeycloak(guess)).as(guess).isFalse();
    }
  }

  @Test
  void keepsATextAgainThatWasTaken() {
    here().put(id, "one", LONG);
    there().take(id);
    here().put(id, "one", LONG);

    assertThat(there().take(id)).contains("one");
  }

  @Test
  void givesATextToOneOfManyWhoTakeItAtOnce() {
    for (int round = 0; round < 10; round++) {
      String key = id + round;
      here().put(key, "one", LONG);

      assertThat(atOnce(List.of(here(), there()), store -> store.take(key)))
          .filteredOn(Optional::isPresent)
          .containsExactly(Optional.of("one"));
    }
  }

  @Test
  void textsAndFirstCallsLastTheirTimeAndNoLonger() {
    Duration expiry = Duration.ofMillis(900);
    lasts(
        expiry,
        new Entry("text", () -> here().put(id, "one", expiry), () -> there().get(id).isEmpty()),
        new Entry(
            "first call",
            () -> here().putIfAbsent(id + "x", expiry),
            () -> there().putIfAbsent(id + "x", LONG)));
    assertThat(here().take(id)).isEmpty();
  }

  @Test
  void isTheFirstCallForAKeyOnce() {
    assertThat(here().putIfAbsent(id, LONG)).isTrue();

    assertThat(here().putIfAbsent(id, LONG)).isFalse();
    assertThat(there().putIfAbsent(id, LONG)).isFalse();
  }

  @Test
  void isTheFirstCallForAKeyForOneOfManyAtOnce() {
    assertThat(atOnce(List.of(here(), there()), store -> store.putIfAbsent(id, LONG)))
        .filteredOn(first -> first)
        .hasSize(1);
  }
}
