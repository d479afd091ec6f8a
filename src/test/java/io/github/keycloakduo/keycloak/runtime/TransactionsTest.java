package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TransactionsTest {
  private final List<String> log = new ArrayList<>();
  private int opened;

  private <T> T open(Function<String, T> work) {
    String name = "tx" + ++opened;
    try {
      T result = work.apply(name);
      log.add(name + " committed");
      return result;
    } catch (RuntimeException failure) {
      log.add(name + " undone");
      throw failure;
    }
  }

  @Test
  void runWorkWithoutAResult() {
    Transactions<String> transactions = this::open;
    transactions.run(log::add);
    assertThat(log).containsExactly("tx1", "tx1 committed");
  }

  @Test
  void makeTheResourceAnewInsideEachTransaction() {
    Transactions<String> transactions = this::open;
    Transactions<Integer> lengths =
        transactions.map(
            name -> {
              log.add("made in " + name);
              return name.length();
            });
    assertThat(lengths.<Integer>call(length -> length)).isEqualTo(3);
    assertThat(lengths.<Integer>call(length -> length)).isEqualTo(3);
    assertThat(log).containsExactly("made in tx1", "tx1 committed", "made in tx2", "tx2 committed");
  }

  @Test
  void areUndoneByWhatTheWorkThrows() {
    Transactions<String> transactions = this::open;
    assertThatThrownBy(
            () ->
                transactions
                    .map(String::length)
                    .run(
                        length -> {
                          throw new IllegalStateException("collision");
                        }))
        .hasMessage("collision");
    assertThat(log).containsExactly("tx1 undone");
  }
}
