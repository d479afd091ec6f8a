package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.WaitingPlace;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
  private final ConnectionBudget budget = new ConnectionBudget(5, 2);

  @Test
  void keepsTheReserveForCalls() {
    for (int i = 0; i < 3; i++) {
      assertThat(budget.tryPlace()).isPresent();
    }
    assertThat(budget.tryPlace()).isEmpty();
    assertThat(budget.tryCall()).isTrue();
    assertThat(budget.tryCall()).isTrue();
    assertThat(budget.tryCall()).isFalse();
  }

  @Test
  void letsCallsUseWhatNobodyWaitsWith() {
    for (int i = 0; i < 5; i++) {
      assertThat(budget.tryCall()).isTrue();
    }
    assertThat(budget.tryCall()).isFalse();
    assertThat(budget.tryPlace()).isEmpty();
    budget.endCall();
    assertThat(budget.tryPlace()).isPresent();
  }

  @Test
  void takesAPlaceBackOnce() {
    WaitingPlace place = budget.tryPlace().orElseThrow();
    assertThat(budget.tryPlace()).isPresent();
    assertThat(budget.tryPlace()).isPresent();
    place.close();
    place.close();
    assertThat(budget.tryPlace()).isPresent();
    assertThat(budget.tryPlace()).isEmpty();
  }
}
