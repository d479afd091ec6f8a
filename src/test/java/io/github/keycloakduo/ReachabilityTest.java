package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  private static final class Wanted {}

  private record Holder(Object content) {}

  private final Wanted wanted = new Wanted();

  @Test
  void followsFieldsAndArraysAndSaysTheWay() {
    Object[] row = {"", new Holder(wanted)};

    assertThat(Reachability.from(new Holder(row)).pathTo(Wanted.class))
        .hasValueSatisfying(
            path ->
                assertThat(path)
                    .endsWith("Holder.content -> ReachabilityTest$Wanted")
                    .contains("[1]"));
  }

  @Test
  void followsCollections() {
    assertFound(List.of(1, wanted));
    assertFound(new HashMap<>(Map.of("key", wanted)));
    assertFound(new ArrayDeque<>(List.of(wanted)));
    assertFound(Optional.of(wanted));
    assertFound(new AtomicReference<>(wanted));
  }

  @Test
  void followsWhatALambdaCaptures() {
    Supplier<Object> lambda = () -> wanted;
    assertFound(lambda);
    Consumer<List<Object>> empty = List::clear;
    // A lambda of the JDK's own holds these two.
    assertFound(empty.andThen(list -> list.add(lambda.get())));
  }

  @Test
  void followsWhatAFutureWillCall() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    CompletableFuture<Object> next =
        pending.thenCompose(text -> CompletableFuture.completedFuture(wanted));

    assertFound(pending);
    assertThat(next).isNotDone();
    pending.complete("");
    assertThat(Reachability.from(pending).pathTo(Wanted.class)).isEmpty();
  }

  @Test
  void doesNotFollowWeakReferences() {
    assertThat(Reachability.from(new WeakReference<>(wanted)).pathTo(Wanted.class)).isEmpty();
  }

  @Test
  void leavesOutWhatIsShared() {
    Holder server = new Holder(wanted);

    assertThat(Reachability.from(new Holder(server), server).pathTo(Wanted.class)).isEmpty();
    assertFound(List.of(server, wanted));
  }

  @Test
  void countsEachObjectOnce() {
    Holder both = new Holder(new Object[] {wanted, wanted});
    assertThat(Reachability.from(both).objects()).hasSize(3).contains(both, wanted);
  }

  private static void assertFound(Object root) {
    assertThat(Reachability.from(root).pathTo(Wanted.class)).isPresent();
  }
}
