package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The two questions that show whether an integration works. Both answers are Duo's time. */
public interface Probe {
  /** How long one question may take. */
  Duration LIMIT = Duration.ofSeconds(5);

  /** Asked without keys. */
  Result<Long> ping();

  /** Asked with them. */
  Result<Long> signed();

  /** The questions of the mode that is configured; the ping is the same in both. */
  static Probe of(DuoMfaSettings settings, DuoRuntime runtime) {
    DuoAuthApi duo = runtime.duo(settings);
    return settings.isUniversal()
        ? of(duo, () -> runtime.prompt(settings).healthCheck(LIMIT))
        : of(duo, () -> duo.check(LIMIT));
  }

  private static Probe of(DuoAuthApi duo, Supplier<CompletableFuture<Result<Long>>> signed) {
    return new Probe() {
      @Override
      public Result<Long> ping() {
        return answer(duo.ping(LIMIT));
      }

      @Override
      public Result<Long> signed() {
        return answer(signed.get());
      }
    };
  }

  private static Result<Long> answer(CompletableFuture<Result<Long>> asked) {
    // The limit ends each call; this only catches what nobody thought of.
    return asked
        .completeOnTimeout(
            Result.failed(Fault.Kind.INTERNAL, "nothing was heard of the request to Duo"),
            2 * LIMIT.toSeconds(),
            TimeUnit.SECONDS)
        .join();
  }
}
