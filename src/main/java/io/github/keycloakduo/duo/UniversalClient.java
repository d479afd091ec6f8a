package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.DuoIntegration;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Duo's Universal Prompt: Duo's library makes and checks the tokens, our engine carries them.
 *
 * @see <a href="https://duo.com/docs/oauthapi">Duo OIDC Auth API</a>
 */
final class UniversalClient implements UniversalPrompt {
  private static final String HEALTH_CHECK = "/oauth/v1/health_check";
  static final String TOKEN = "/oauth/v1/token";
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final DuoConnection connection;
  private final DuoIntegration application;
  private final PromptLibrary library;
  private final PromptAddress address;
  private final Supplier<HttpEngine> http;
  private final Clock clock;
  private final CallObserver observer;

  /**
   * A client for one application.
   *
   * @param http asked for each call
   */
  UniversalClient(
      DuoConnection connection,
      DuoIntegration application,
      Supplier<HttpEngine> http,
      Clock clock,
      CallObserver observer) {
    this.connection = connection;
    this.application = application;
    this.address = new PromptAddress(application, connection.host());
    this.http = http;
    this.clock = clock;
    this.observer = observer;
    this.library = new PromptLibrary(application, connection.host().host());
  }

  @Override
  public CompletableFuture<Result<Long>> healthCheck(Duration limit) {
    long start = System.nanoTime();
    return observed(
        "health_check", start, health(limit).thenCompose(first -> again(first, start, limit)));
  }

  private CompletableFuture<Result<Long>> health(Duration limit) {
    long start = System.nanoTime();
    return library
        .healthAssertion()
        .thenCompose(
            made ->
                made.match(
                    assertion -> {
                      Map<String, String> form = new LinkedHashMap<>();
                      form.put("client_id", application.ikey());
                      form.put("client_assertion", assertion);
                      return send(HEALTH_CHECK, form, left(limit, start), PromptEnvelope::health);
                    },
                    UniversalClient::failed));
  }

  private static Duration left(Duration limit, long start) {
    return limit.minusNanos(System.nanoTime() - start);
  }

  /** A kept-alive connection may close just when it is used. An assertion is good once. */
  private CompletableFuture<Result<Long>> again(Result<Long> first, long start, Duration limit) {
    Duration left = left(limit, start);
    boolean lost = first.match(time -> false, fault -> fault.kind() == Fault.Kind.CONNECTION_LOST);
    return lost && !left.isNegative() ? health(left) : CompletableFuture.completedFuture(first);
  }

  @Override
  public URI address(PromptRequest ticket) {
    return address.of(ticket, clock.instant());
  }

  @Override
  public CompletableFuture<Result<PromptAnswer>> exchange(
      Secret code, PromptRequest ticket, Duration limit) {
    long start = System.nanoTime();
    CompletableFuture<Result<PromptAnswer>> answer =
        library
            .tokenAssertion()
            .thenCompose(
                made ->
                    made.match(
                        assertion ->
                            send(
                                TOKEN,
                                form(code, ticket, assertion),
                                left(limit, start),
                                http -> token(http, ticket)),
                        UniversalClient::failed));
    return observed("token", start, answer);
  }

  private Map<String, String> form(Secret code, PromptRequest ticket, String assertion) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code.value());
    form.put("redirect_uri", ticket.returnUri().toString());
    form.put("client_id", application.ikey());
    form.put("client_assertion_type", JWT_BEARER);
    form.put("client_assertion", assertion);
    return form;
  }

  private Result<PromptAnswer> token(HttpAnswer answer, PromptRequest ticket) {
    return PromptEnvelope.token(answer)
        .match(
            token ->
                token
                    .map(text -> checked(text, ticket))
                    .orElseGet(() -> new Result.Answered<>(new PromptAnswer.UnknownCode())),
            Result.Failed<PromptAnswer>::new);
  }

  private Result<PromptAnswer> checked(String text, PromptRequest ticket) {
    return library.read(
        text, new IdTokenCheck(application, connection.host(), ticket, clock.instant()));
  }

  private <T> CompletableFuture<Result<T>> send(
      String path,
      Map<String, String> form,
      Duration limit,
      Function<HttpAnswer, Result<T>> reader) {
    HttpCall call =
        new HttpCall(
            "POST",
            path,
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            Parameters.encode(form),
            false);
    return http.get()
        .send(call, limit)
        .thenApply(reply -> reply.match(reader, Result.Failed<T>::new))
        .exceptionally(
            mistake ->
                Result.failed(Fault.Kind.INTERNAL, "reading the answer of " + path + " failed"));
  }

  private static <T> CompletableFuture<Result<T>> failed(Fault fault) {
    return CompletableFuture.completedFuture(new Result.Failed<>(fault));
  }

  private <T> CompletableFuture<Result<T>> observed(
      String endpoint, long start, CompletableFuture<Result<T>> call) {
    return call.whenComplete(
        (reply, none) ->
            observer.observe(
                endpoint, DuoAuthClient.word(reply), Duration.ofNanos(System.nanoTime() - start)));
  }
}
