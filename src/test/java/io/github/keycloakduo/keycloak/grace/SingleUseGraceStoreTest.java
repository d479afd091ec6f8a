package io.github.keycloakduo.keycloak.grace;

import static io.github.keycloakduo.grace.GraceRequests.ALICE;
import static io.github.keycloakduo.grace.GraceRequests.NOON;
import static io.github.keycloakduo.grace.GraceRequests.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keycloakduo.grace.GraceRequests;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.grace.GraceStoreContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SingleUseGraceStoreTest extends GraceStoreContract {
  private static final String PLACE = "duo.grace." + ALICE.claim().key().hash();

  private final FakeSingleUseObjects objects = new FakeSingleUseObjects();
  private final GraceStore store = new SingleUseGraceStore(objects);

  @Override
  protected List<GraceStore> nodes() {
    FakeSingleUseObjects shared = new FakeSingleUseObjects();
    return List.of(new SingleUseGraceStore(shared), new SingleUseGraceStore(shared));
  }

  @Test
  void endsAGraceAfterAMonthAtTheLatest() {
    int most = Integer.MAX_VALUE;
    GraceRequests patient = ALICE.with(rules(most, most, most, false));
    store.grant(patient.claim(), "Duo", NOON);
    assertThat(store.use(patient.claim(), NOON.plus(SingleUseGraceStore.LONGEST))).isFalse();
    long month = SingleUseGraceStore.LONGEST.plus(Duration.ofMinutes(1)).toSeconds();
    assertThat(objects.lifespans).containsEntry(PLACE, month);
  }

  @Test
  void remembersAUseForAsLongAsTheGraceLives() {
    store.grant(ALICE.claim(), "Duo", NOON);
    assertThat(store.use(ALICE.claim(), NOON.plusSeconds(14))).isTrue();
    assertThat(objects.lifespans).containsEntry(PLACE, 150L);
    assertThat(objects.lifespans.entrySet())
        .filteredOn(object -> object.getKey().startsWith("duo.grace.slot."))
        .extracting(Map.Entry::getValue)
        .containsExactly(136L);
  }

  @Test
  void doesNotHoldWithoutItsLastUse() {
    store.grant(ALICE.claim(), "Duo", NOON);
    objects.objects.keySet().removeIf(key -> key.startsWith("duo.grace.last."));
    assertThat(store.use(ALICE.claim(), NOON)).isFalse();
  }

  /** F22 of the faults: nodes of two versions. */
  @Test
  void doesNotKnowAnotherFormat() {
    store.grant(ALICE.claim(), "Duo", NOON);
    Map<String, String> notes = new HashMap<>(objects.objects.getOrDefault(PLACE, Map.of()));
    notes.put("format", "2");
    objects.objects.put(PLACE, notes);
    assertThat(store.use(ALICE.claim(), NOON)).isFalse();
    objects.objects.put(PLACE, Map.of("format", "1", "granted", "soon"));
    assertThat(store.use(ALICE.claim(), NOON)).isFalse();
  }

  /** After three times the hard timeout a new epoch begins, since the old one may end too early. */
  @Test
  void grantsAnewWhenTheEpochIsNearlyOver() {
    for (int second = 0; second < 1_000; second += 50) {
      store.grant(ALICE.claim(), "Duo", NOON.plusSeconds(second));
      assertThat(store.use(ALICE.claim(), NOON.plusSeconds(second))).isTrue();
    }
  }

  @Test
  void listsOneUserOnly() {
    assertThatThrownBy(() -> store.list("realm", Optional.empty(), NOON))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("one user");
  }
}
