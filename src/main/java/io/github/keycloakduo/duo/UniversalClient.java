package io.github.keycloakduo.duo;

import com.duosecurity.exception.DuoException;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.PromptAnswer;
import io.github.keycloakduo.mfa.PromptParameters;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.HostAndPort;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The client of Duo's OIDC Auth API, which is behind the Universal Prompt, for one application. See
 * {@code docs/decisions/0012-universal-prompt.md} for what of it is Duo's SDK.
 *
 * @see <a href="https://duo.com/docs/oauthapi">Duo OIDC Auth API</a>
 */
final class UniversalClient implements UniversalPrompt {
  /** RFC 7523, section 2.2. */
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final HostAndPort host;
  private final DuoIntegration application;
  private final HttpEngine http;
  private final Clock clock;
  private final CallObserver observer;

  /** A client that talks with a host over an engine. */
  UniversalClient(
      HostAndPort host,
      DuoIntegration application,
      HttpEngine http,
      Clock clock,
      CallObserver observer) {
    this.host = host;
    this.application = application;
    this.http = http;
    this.clock = clock;
    this.observer = observer;
  }

  @Override
  public CompletableFuture<Result<Long>> healthCheck(Duration limit) {
    long start = System.nanoTime();
    return observed(
        "health_check",
        start,
        health(Sending.ONCE, limit)
            .thenCompose(
                first -> again(first, start, limit, left -> health(Sending.ONCE_FRESH, left))));
  }

  private CompletableFuture<Result<Long>> health(Sending sending, Duration limit) {
    ClientAssertion assertion = assertion(OidcEndpoint.HEALTH_CHECK);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", application.ikey());
    form.put("client_assertion", assertion.token());
    return send(
        OidcEndpoint.HEALTH_CHECK,
        form,
        sending,
        limit,
        answer -> PromptEnvelope.health(answer, assertion));
  }

  /**
   * A kept-alive connection may close just when it is used. Repeated here and not by the engine,
   * since an assertion is good once.
   */
  private static <T> CompletableFuture<Result<T>> again(
      Result<T> first,
      long start,
      Duration limit,
      Function<Duration, CompletableFuture<Result<T>>> repetition) {
    Duration left = limit.minusNanos(System.nanoTime() - start);
    boolean lost = first.match(answer -> false, fault -> fault.kind().isLoss());
    return lost && !left.isNegative()
        ? repetition.apply(left)
        : CompletableFuture.completedFuture(first);
  }

  @Override
  public URI address(PromptRequest ticket, PromptParameters parameters) {
    return new PromptAddress(application, host).of(ticket, parameters, clock.instant());
  }

  @Override
  public CompletableFuture<Result<PromptAnswer>> exchange(
      Secret code, PromptRequest ticket, Duration limit) {
    long start = System.nanoTime();
    return observed(
        "token",
        start,
        token(code, ticket, Sending.ONCE, limit)
            .thenCompose(
                first ->
                    again(
                        first,
                        start,
                        limit,
                        left -> token(code, ticket, Sending.ONCE_FRESH, left))));
  }

  private CompletableFuture<Result<PromptAnswer>> token(
      Secret code, PromptRequest ticket, Sending sending, Duration limit) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code.value());
    form.put("redirect_uri", ticket.returnUri().toString());
    form.put("client_id", application.ikey());
    form.put("client_assertion_type", JWT_BEARER);
    ClientAssertion assertion = assertion(OidcEndpoint.TOKEN);
    form.put("client_assertion", assertion.token());
    return send(
        OidcEndpoint.TOKEN, form, sending, limit, answer -> token(answer, assertion, ticket));
  }

  private ClientAssertion assertion(OidcEndpoint endpoint) {
    return ClientAssertion.of(application, host, endpoint, clock.instant());
  }

  private Result<PromptAnswer> token(
      HttpResponse answer, ClientAssertion sent, PromptRequest ticket) {
    return PromptEnvelope.token(answer, sent)
        .match(
            token ->
                token
                    .map(text -> checked(text, ticket, answer))
                    .orElseGet(() -> new Result.Answered<>(new PromptAnswer.UnknownCode())),
            Result.Failed<PromptAnswer>::new);
  }

  private Result<PromptAnswer> checked(String text, PromptRequest ticket, HttpResponse answer) {
    Instant now = clock.instant();
    try {
      return IdTokenReader.answer(new IdTokenCheck(application, host, ticket, now).verified(text));
    } catch (DuoException | RuntimeException bad) {
      if (answer.skewOf(now).abs().compareTo(IdTokenCheck.LEEWAY) > 0) {
        return Result.failed(
            Fault.Kind.CLOCK,
            "Duo's token is not current here: this server's clock is "
                + described(answer.skewOf(now)));
      }
      // The messages of Duo's SDK may hold parts of the token.
      return Result.failed(Fault.Kind.BAD_ANSWER, "Duo's token is not a good answer to this login");
    }
  }

  private static String described(Duration skew) {
    return skew.abs().toSeconds() + (skew.isNegative() ? " s behind Duo's" : " s ahead of Duo's");
  }

  private <T> CompletableFuture<Result<T>> send(
      OidcEndpoint endpoint,
      Map<String, String> form,
      Sending sending,
      Duration limit,
      Function<HttpResponse, Result<T>> reader) {
    HttpCall call =
        new HttpCall(
            "POST",
            endpoint.path(),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            Parameters.encode(form),
            sending);
    return http.send(call, limit)
        .thenApply(reply -> reply.match(reader, Result.Failed<T>::new))
        .exceptionally(
            mistake ->
                Result.failed(
                    Fault.Kind.INTERNAL, "reading the answer of " + endpoint.path() + " failed"));
  }

  private <T> CompletableFuture<Result<T>> observed(
      String endpoint, long start, CompletableFuture<Result<T>> call) {
    return call.whenComplete(
        (reply, none) ->
            observer.observe(
                endpoint, DuoAuthClient.word(reply), Duration.ofNanos(System.nanoTime() - start)));
  }
}
