package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.ChallengeStore;
import io.github.keycloakduo.authentication.PasscodeAttempts;
import io.github.keycloakduo.authentication.PushRateLimit;
import io.github.keycloakduo.testkit.server.Http;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The store inside of a server, for the tests outside of it. */
final class RemoteStore implements ChallengeStore, PushRateLimit, PasscodeAttempts {
  static final String BUSY = "busy";
  static final String EXHAUSTED = "exhausted";

  private final URI server;
  private final Map<String, String> options;

  RemoteStore(URI server) {
    this(server, Map.of());
  }

  private RemoteStore(URI server, Map<String, String> options) {
    this.server = server;
    this.options = options;
  }

  /** The same store with other windows of the limits. */
  RemoteStore withWindow(Duration window) {
    return new RemoteStore(server, Map.of("window", window.toString()));
  }

  @Override
  public boolean tryLock(String key, Duration expiry) {
    return is("tryLock", key, expiry(expiry));
  }

  /** Both for the shorter time: no test looks for the difference. */
  @Override
  public boolean tryLock(String key, String challengeId, Duration expiry, Duration shorter) {
    return is("tryLockFor", key, text(challengeId, shorter));
  }

  @Override
  public void unlock(String key, String challengeId, String once, Duration expiry) {
    Map<String, String> arguments = new HashMap<>(text(challengeId, expiry));
    arguments.put("once", once);
    call("unlockFor", key, arguments);
  }

  @Override
  public void unlock(String key) {
    call("unlock", key, Map.of());
  }

  @Override
  public void setCurrent(String key, String challengeId, Duration expiry) {
    call("setCurrent", key, text(challengeId, expiry));
  }

  @Override
  public Optional<String> current(String key) {
    return call("current", key, Map.of());
  }

  @Override
  public void publish(ChallengeState state, Duration expiry) {
    call("publish", state.id(), text(LoginStateCodec.write(state), expiry));
  }

  @Override
  public Optional<ChallengeState> find(String challengeId) {
    return call("find", challengeId, Map.of())
        .map(text -> LoginStateCodec.read(text, ChallengeState.class).orElseThrow());
  }

  @Override
  public boolean tryAcquire(String account, int limit) {
    return is("tryPush", account, number(limit));
  }

  boolean hasLeft(String account, int limit) {
    return is("hasLeft", account, number(limit));
  }

  @Override
  public Permit tryAcquire(String account, Duration expiry) {
    String answer = call("tryPasscode", account, expiry(expiry)).orElseThrow();
    return switch (answer) {
      case BUSY -> new Permit.Busy();
      case EXHAUSTED -> new Permit.Exhausted();
      default -> new Permit.Granted(Integer.parseInt(answer));
    };
  }

  @Override
  public void recordFailure(String account, int number) {
    call("recordFailure", account, number(number));
  }

  @Override
  public void release(String account, int number) {
    call("release", account, number(number));
  }

  @Override
  public void reset(String account) {
    call("reset", account, Map.of());
  }

  boolean putIfAbsent(String key, Duration expiry) {
    return is("putIfAbsent", key, expiry(expiry));
  }

  Optional<String> get(String key) {
    return call("get", key, Map.of());
  }

  void put(String key, String value, Duration expiry) {
    call("put", key, text(value, expiry));
  }

  Optional<String> take(String key) {
    return call("take", key, Map.of());
  }

  /** Whether Keycloak has a single-use object under exactly this key. */
  boolean isKeyOfKeycloak(String key) {
    return is("isKeyOfKeycloak", key, Map.of());
  }

  void occupyBackground() {
    call("occupyBackground", "", Map.of());
  }

  void freeBackground() {
    call("freeBackground", "", Map.of());
  }

  private static Map<String, String> number(int number) {
    return Map.of("number", Integer.toString(number));
  }

  private static Map<String, String> expiry(Duration expiry) {
    return Map.of("expiry", expiry.toString());
  }

  private static Map<String, String> text(String value, Duration expiry) {
    return Map.of("value", value, "expiry", expiry.toString());
  }

  private boolean is(String method, String key, Map<String, String> arguments) {
    return Boolean.parseBoolean(call(method, key, arguments).orElseThrow());
  }

  private Optional<String> call(String method, String key, Map<String, String> arguments) {
    Map<String, String> form = new HashMap<>(options);
    form.put("key", key);
    form.putAll(arguments);
    URI uri = URI.create(server + "/realms/master/" + StoreResourceFactory.ID + "/" + method);
    HttpResponse<String> answer = Http.send(Http.form(uri, form));
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(answer.body());
      case 204 -> Optional.empty();
      default -> throw new IllegalStateException(method + ": " + answer + " " + answer.body());
    };
  }
}
