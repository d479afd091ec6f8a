package io.github.keycloakduo.keycloak.grace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.SingleUseObjectProvider;

/** Behaves as Keycloak's do in its cache: what is put is there after the transaction only. */
final class FakeSingleUseObjects implements OwnTransaction<SingleUseObjectProvider> {
  final ConcurrentMap<String, Map<String, String>> objects = new ConcurrentHashMap<>();
  final ConcurrentMap<String, Long> lifespans = new ConcurrentHashMap<>();

  @Override
  public <T> T call(Function<SingleUseObjectProvider, T> work) {
    View view = new View();
    T result = work.apply(view);
    objects.putAll(view.later);
    return result;
  }

  private final class View implements SingleUseObjectProvider {
    private final Map<String, Map<String, String>> later = new HashMap<>();

    @Override
    public void put(String key, long lifespan, Map<String, String> notes) {
      note(key, lifespan);
      later.put(key, Map.copyOf(notes));
    }

    @Override
    public @Nullable Map<String, String> get(String key) {
      return objects.get(key);
    }

    @Override
    public @Nullable Map<String, String> remove(String key) {
      return objects.remove(key);
    }

    @Override
    public boolean replace(String key, Map<String, String> notes) {
      throw new UnsupportedOperationException("loses the lifespan");
    }

    @Override
    public boolean putIfAbsent(String key, long lifespan) {
      note(key, lifespan);
      return objects.putIfAbsent(key, Map.of()) == null;
    }

    @Override
    public boolean contains(String key) {
      return objects.containsKey(key);
    }

    @Override
    public void close() {
      // Nothing is held.
    }

    private void note(String key, long lifespan) {
      assertThat(key).matches("duo\\.grace\\.[a-z0-9.-]+").hasSizeLessThan(255);
      assertThat(lifespan).isPositive();
      lifespans.put(key, lifespan);
    }
  }
}
