package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.authentication.ChallengeState;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The store of the server, called over HTTP: the server's end of {@link RemoteStore}. It is in this
 * package, which the jar of the product has too, for a constructor that only tests need.
 */
public final class StoreResource {
  /** More than the background has threads. */
  private static final int OCCUPANTS = 100;

  private static final CountDownLatch FREE = new CountDownLatch(1);

  private final KeycloakSession session;

  StoreResource(KeycloakSession session) {
    this.session = session;
  }

  /** Calls the method of this name; 204 when its answer is empty. */
  @POST
  @Path("{method}")
  @Produces(MediaType.TEXT_PLAIN)
  public Response call(@PathParam("method") String method) {
    Arguments arguments =
        new Arguments(session.getContext().getHttpRequest().getDecodedFormParameters());
    Executor background = DuoRuntime.of(session.getKeycloakSessionFactory()).services().executor();
    return answer(method, store(arguments), background, arguments)
        .map(text -> Response.ok(text).build())
        .orElseGet(() -> Response.noContent().build());
  }

  /** The one that logins use, unless the test wants windows shorter than ten minutes. */
  private SingleUseObjectStore store(Arguments arguments) {
    KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
    return arguments.has("window")
        ? new SingleUseObjectStore(
            Transactions.of(sessions).map(DuoRuntime.of(sessions)::singleUseObjects),
            arguments.duration("window"))
        : DuoRuntime.of(sessions).services().store();
  }

  private Optional<String> answer(
      String method, SingleUseObjectStore store, Executor background, Arguments arguments) {
    String key = arguments.text("key");
    return switch (method) {
      case "occupyBackground" -> done(() -> occupy(background));
      case "freeBackground" -> done(FREE::countDown);
      case "tryLock" -> some(store.tryLock(key, arguments.expiry()));
      case "tryLockFor" ->
          some(store.tryLock(key, arguments.text("value"), arguments.expiry(), arguments.expiry()));
      case "unlock" -> done(() -> store.unlock(key));
      case "unlockFor" ->
          done(
              () ->
                  store.unlock(
                      key, arguments.text("value"), arguments.text("once"), arguments.expiry()));
      case "setCurrent" ->
          done(() -> store.setCurrent(key, arguments.text("value"), arguments.expiry()));
      case "current" -> store.current(key);
      case "publish" -> done(() -> store.publish(arguments.state(), arguments.expiry()));
      case "find" -> store.find(key).map(LoginStateCodec::write);
      case "tryPush" -> some(store.tryAcquire(key, arguments.number()));
      case "hasLeft" -> some(store.hasLeft(key, arguments.number()));
      case "tryPasscode" ->
          store
              .tryAcquire(key, arguments.expiry())
              .match(
                  granted -> some(granted.number()),
                  busy -> some(RemoteStore.BUSY),
                  exhausted -> some(RemoteStore.EXHAUSTED));
      case "recordFailure" -> done(() -> store.recordFailure(key, arguments.number()));
      case "release" -> done(() -> store.release(key, arguments.number()));
      case "reset" -> done(() -> store.reset(key));
      case "isKeyOfKeycloak" -> some(session.singleUseObjects().contains(key));
      case "putIfAbsent" -> some(store.putIfAbsent(key, arguments.expiry()));
      case "get" -> store.get(key);
      case "put" -> done(() -> store.put(key, arguments.text("value"), arguments.expiry()));
      case "take" -> store.take(key);
      default -> throw new IllegalArgumentException(method);
    };
  }

  private static void occupy(Executor background) {
    for (int occupant = 0; occupant < OCCUPANTS; occupant++) {
      background.execute(
          () -> {
            try {
              FREE.await();
            } catch (InterruptedException stop) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  private static Optional<String> some(Object answer) {
    return Optional.of(answer.toString());
  }

  private static Optional<String> done(Runnable call) {
    call.run();
    return Optional.empty();
  }

  private record Arguments(MultivaluedMap<String, String> form) {
    boolean has(String name) {
      return form.containsKey(name);
    }

    String text(String name) {
      return form.getFirst(name);
    }

    int number() {
      return Integer.parseInt(text("number"));
    }

    Duration duration(String name) {
      return Duration.parse(text(name));
    }

    Duration expiry() {
      return duration("expiry");
    }

    ChallengeState state() {
      return LoginStateCodec.read(text("value"), ChallengeState.class).orElseThrow();
    }
  }
}
