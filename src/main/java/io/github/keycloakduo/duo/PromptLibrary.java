package io.github.keycloakduo.duo;

import com.auth0.jwt.JWT;
import com.duosecurity.exception.DuoException;
import com.duosecurity.model.Token;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoIntegration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Duo's library for one application. Its first client costs a second of loading classes and trust,
 * so it is made on a thread of its own; nobody's request waits for it.
 */
final class PromptLibrary {
  private final CompletableFuture<SdkClient> client;

  PromptLibrary(DuoIntegration application, String host) {
    this.client =
        CompletableFuture.supplyAsync(
            () -> made(application, host), task -> new Thread(task, "duo-mfa-prompt").start());
  }

  private static SdkClient made(DuoIntegration application, String host) {
    try {
      return new SdkClient(application, host);
    } catch (DuoException unfit) {
      throw new IllegalArgumentException("Duo's library does not take this application", unfit);
    }
  }

  CompletableFuture<Result<String>> healthAssertion() {
    return assertion(SdkClient::healthAssertion);
  }

  CompletableFuture<Result<String>> tokenAssertion() {
    return assertion(SdkClient::tokenAssertion);
  }

  /** Reads a token that Duo gave for an assertion of this client. */
  Result<PromptAnswer> read(String text, IdTokenCheck check) {
    try {
      Token token = client.join().read(text, check);
      return PromptReader.answer(token, JWT.decode(text));
    } catch (DuoException | RuntimeException bad) {
      // The library's messages may hold parts of the token.
      return Result.failed(Fault.Kind.BAD_ANSWER, "Duo's token is not a good answer to this login");
    }
  }

  private CompletableFuture<Result<String>> assertion(Function<SdkClient, String> making) {
    return client
        .<Result<String>>thenApply(ready -> new Result.Answered<>(making.apply(ready)))
        .exceptionally(
            mistake ->
                Result.failed(Fault.Kind.INTERNAL, "Duo's library made no client assertion"));
  }
}
