package io.github.keycloakduo.duo;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The circuit breakers of this node, one for each route to Duo. */
final class RouteBreakers {
  private final Map<BreakerKey, RouteBreaker> breakers = new ConcurrentHashMap<>();
  private final Set<String> places = ConcurrentHashMap.newKeySet();
  private final RouteBreaker.Timer timer;
  private final BreakerObserver observer;
  private final Ticker ticker;

  RouteBreakers(RouteBreaker.Timer timer, BreakerObserver observer, Ticker ticker) {
    this.timer = timer;
    this.observer = observer;
    this.ticker = ticker;
  }

  /** The guard of a configuration's logins. */
  CallGuard guard(
      DuoConnection connection, Duration timeout, Supplier<CompletableFuture<Result<Long>>> probe) {
    return breaker(BreakerKey.of(connection, timeout)).guard(probe);
  }

  /** Whether logins of the configuration are decided without Duo. */
  boolean isOpen(DuoConnection connection, Duration timeout) {
    RouteBreaker breaker = breakers.get(BreakerKey.of(connection, timeout));
    return breaker != null && breaker.isOpen();
  }

  /** Duo has answered an administrator on this way. */
  void answered(DuoConnection connection) {
    BreakerKey asked = BreakerKey.of(connection, Duration.ZERO);
    breakers.forEach(
        (route, breaker) -> {
          if (route.isBeside(asked)) {
            breaker.answered();
          }
        });
  }

  private RouteBreaker breaker(BreakerKey route) {
    if (places.add(route.place())) {
      observer.onHost(route.place(), () -> isOpen(route.place()));
    }
    return breakers.computeIfAbsent(route, way -> new RouteBreaker(way, timer, observer, ticker));
  }

  private boolean isOpen(String place) {
    return breakers.entrySet().stream()
        .anyMatch(known -> known.getKey().place().equals(place) && known.getValue().isOpen());
  }
}
