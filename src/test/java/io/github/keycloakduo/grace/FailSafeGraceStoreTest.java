package io.github.keycloakduo.grace;

import static io.github.keycloakduo.grace.GraceRequests.ALICE;
import static io.github.keycloakduo.grace.GraceRequests.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** F21 of the faults: without its store there is no grace, and logins go on. */
class FailSafeGraceStoreTest extends GraceStoreContract {
  private final List<String> reports = new ArrayList<>();
  private final GraceStore failSafe =
      new FailSafeGraceStore(
          new BrokenStore(() -> new IllegalStateException("the database is gone")),
          (what, failure) -> reports.add(what));

  @Test
  void findsNoGraceWhenTheStoreFails() {
    assertThat(failSafe.use(ALICE.request(), NOON)).isFalse();
    assertThat(failSafe.look(ALICE.request(), NOON)).isEqualTo(GraceState.UNKNOWN);
    assertThat(GraceState.UNKNOWN.holds()).isFalse();
    assertThat(reports).containsExactly("use a grace", "look for a grace");
  }

  @Test
  void goesOnWhenAGraceCannotBeGranted() {
    failSafe.grant(ALICE.request(), "Duo", NOON);
    assertThat(reports).containsExactly("grant a grace");
  }

  @Test
  void saysThatAGraceCouldNotBeEnded() {
    assertThat(failSafe.endAll("realm", "alice")).isFalse();
    assertThat(failSafe.endRealm("realm")).isFalse();
    assertThat(failSafe.holdsAny("realm", "alice")).isTrue();
    assertThat(reports).hasSize(3);
  }

  @Test
  void saysWhetherAWorkingStoreHasEndedAll() {
    InMemoryGraceStore working = new InMemoryGraceStore();
    GraceStore failSafeToo = new FailSafeGraceStore(working, (what, failure) -> reports.add(what));
    failSafeToo.grant(ALICE.request(), "Duo", NOON);

    assertThat(failSafeToo.endRealm(ALICE.request().key().realmId())).isTrue();
    assertThat(working.look(ALICE.request(), NOON).holds()).isFalse();
    assertThat(failSafeToo.endAll("realm", "alice")).isTrue();
    assertThat(reports).isEmpty();
  }

  /** As after a patch of Keycloak that has removed what the store calls. */
  @Test
  void findsNoGraceWhenAMethodIsGone() {
    GraceStore missing =
        new FailSafeGraceStore(
            new BrokenStore(() -> new NoSuchMethodError("getEntityManager")),
            (what, failure) -> reports.add(what + ": " + failure.getMessage()));

    assertThat(missing.look(ALICE.request(), NOON)).isEqualTo(GraceState.UNKNOWN);
    assertThat(reports).containsExactly("look for a grace: getEntityManager");
  }

  @Test
  void tellsAdministratorsThatTheListCannotBeRead() {
    assertThatThrownBy(() -> failSafe.list("realm", Optional.empty(), NOON))
        .isInstanceOf(IllegalStateException.class);
  }

  /** With a store that works, nothing is different. */
  @Override
  protected List<GraceStore> nodes() {
    GraceStore store = new FailSafeGraceStore(new InMemoryGraceStore(), (what, failure) -> {});
    return List.of(store, store);
  }

  private static final class BrokenStore implements GraceStore {
    private final Supplier<Throwable> failure;

    BrokenStore(Supplier<Throwable> failure) {
      this.failure = failure;
    }

    @Override
    public boolean use(GraceRequest request, Instant now) {
      throw failure();
    }

    @Override
    public Optional<Instant> mfaAt(GraceKey key) {
      throw failure();
    }

    @Override
    public GraceState look(GraceRequest request, Instant now) {
      throw failure();
    }

    @Override
    public void grant(GraceRequest request, String config, Instant now) {
      throw failure();
    }

    @Override
    public boolean endAll(String realmId, String userId) {
      throw failure();
    }

    @Override
    public boolean endRealm(String realmId) {
      throw failure();
    }

    @Override
    public boolean holdsAny(String realmId, String userId) {
      throw failure();
    }

    @Override
    public List<GraceGrant> list(String realmId, Optional<String> userId, Instant now) {
      throw failure();
    }

    private RuntimeException failure() {
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      return (RuntimeException) thrown;
    }
  }
}
