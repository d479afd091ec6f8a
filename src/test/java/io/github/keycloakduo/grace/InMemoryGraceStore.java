package io.github.keycloakduo.grace;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules with a map: what every store must behave like. */
public final class InMemoryGraceStore implements GraceStore {
  private final Map<GraceKey, GraceEntry> entries = new HashMap<>();

  @Override
  public synchronized boolean use(GraceRequest request, Instant now) {
    if (!look(request, now).holds()) {
      return false;
    }
    entries.computeIfPresent(
        request.key(), (key, entry) -> entry.with(request.window().used(entry.period(), now)));
    return true;
  }

  @Override
  public synchronized Optional<Instant> mfaAt(GraceKey key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> entry.period().grantedAt());
  }

  @Override
  public synchronized GraceState look(GraceRequest request, Instant now) {
    return request.window().isShut()
        ? GraceState.OFF
        : Optional.ofNullable(entries.get(request.key()))
            .map(entry -> entry.state(request, now))
            .orElse(GraceState.NONE);
  }

  @Override
  public synchronized void grant(GraceRequest request, String config, Instant now) {
    if (request.isPossible()) {
      entries.put(request.key(), GraceEntry.opened(request, config, request.window().opened(now)));
    }
  }

  @Override
  public synchronized boolean endAll(String realmId, String userId) {
    entries.keySet().removeIf(key -> key.realmId().equals(realmId) && key.userId().equals(userId));
    return true;
  }

  @Override
  public synchronized boolean endRealm(String realmId) {
    entries.keySet().removeIf(key -> key.realmId().equals(realmId));
    return true;
  }

  @Override
  public synchronized boolean holdsAny(String realmId, String userId) {
    return entries.keySet().stream()
        .anyMatch(key -> key.realmId().equals(realmId) && key.userId().equals(userId));
  }

  @Override
  public synchronized List<GraceGrant> list(String realmId, Optional<String> userId, Instant now) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().realmId().equals(realmId))
        .map(entry -> entry.getValue().grant())
        .filter(grant -> userId.map(grant.userId()::equals).orElse(true))
        .filter(grant -> now.isBefore(grant.expiresAt()))
        .sorted(Comparator.comparing(GraceGrant::grantedAt).reversed())
        .toList();
  }
}
