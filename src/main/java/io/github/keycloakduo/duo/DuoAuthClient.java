package io.github.keycloakduo.duo;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.WaitingPlace;
import io.github.keycloakduo.settings.DuoIntegration;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The client of Duo's Auth API v2 for one integration.
 *
 * @see <a href="https://duo.com/docs/authapi">Duo Auth API</a>
 */
final class DuoAuthClient implements DuoAuthApi {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String host;
  private final RequestSigner signer;
  private final HttpEngine http;
  private final Supplier<Optional<WaitingPlace>> places;
  private final Supplier<Optional<String>> root;
  private final Clock clock;
  private final CallObserver observer;

  /**
   * A client for one integration.
   *
   * @param host what the engine sends as Host header
   * @param places keeps connections of the engine free for polls
   * @param root by which the engine trusts the server
   */
  DuoAuthClient(
      String host,
      DuoIntegration integration,
      HttpEngine http,
      Supplier<Optional<WaitingPlace>> places,
      Supplier<Optional<String>> root,
      Clock clock,
      CallObserver observer) {
    this.host = host;
    this.signer = new RequestSigner(integration.ikey(), integration.skey());
    this.http = http;
    this.places = places;
    this.root = root;
    this.clock = clock;
    this.observer = observer;
  }

  @Override
  public CompletableFuture<Result<Long>> ping(Duration limit) {
    HttpCall call = new HttpCall("GET", "/auth/v2/ping", Map.of(), "", Sending.EVERY_ADDRESS);
    return send("ping", call, limit, AnswerReader::time);
  }

  @Override
  public CompletableFuture<Result<Long>> check(Duration limit) {
    return send(
        "check", get("check", new Parameters(), Sending.REPEATABLE), limit, AnswerReader::time);
  }

  @Override
  public CompletableFuture<Result<Preauth>> preauth(
      String identity, Optional<ClientIp> clientIp, Duration limit) {
    Parameters parameters =
        new Parameters()
            .with("username", identity)
            .with("ipaddr", clientIp.map(ClientIp::text))
            // Without it Duo waives the Verified Push that a policy may demand.
            .with("client_supports_verified_push", "1");
    return send(
        "preauth", post("preauth", parameters, Sending.REPEATABLE), limit, AnswerReader::preauth);
  }

  @Override
  public CompletableFuture<Result<FactorAnswer>> auth(FactorRequest attempt, Duration limit) {
    Parameters parameters =
        new Parameters()
            .with("username", attempt.identity())
            .with("factor", attempt.factor().id())
            .with("ipaddr", attempt.clientIp().map(ClientIp::text));
    Function<JsonNode, Result<FactorAnswer>> reader = FactorParameters.add(attempt, parameters);
    return send("auth", post("auth", parameters, Sending.ONCE), limit, reader);
  }

  @Override
  public CompletableFuture<Result<FactorAnswer>> authStatus(String txid, Duration limit) {
    HttpCall call = get("auth_status", new Parameters().with("txid", txid), Sending.POLL);
    return send("auth_status", call, limit, AnswerReader::factor);
  }

  @Override
  public CompletableFuture<Result<Enrolment>> enroll(
      String identity, Duration validity, Duration limit) {
    Parameters parameters =
        new Parameters()
            .with("username", identity)
            .with("valid_secs", Long.toString(validity.toSeconds()));
    return send(
        "enroll", post("enroll", parameters, Sending.REPEATABLE), limit, AnswerReader::enrolment);
  }

  @Override
  public CompletableFuture<Result<EnrolmentStatus>> enrollStatus(
      Enrolment enrolment, Duration limit) {
    Parameters parameters =
        new Parameters()
            .with("user_id", enrolment.userId())
            .with("activation_code", enrolment.activationCode().value());
    return send(
        "enroll_status",
        post("enroll_status", parameters, Sending.REPEATABLE),
        limit,
        AnswerReader::enrolmentStatus);
  }

  @Override
  public Optional<WaitingPlace> waitingPlace() {
    return places.get();
  }

  @Override
  public Optional<String> root() {
    return root.get();
  }

  private HttpCall get(String endpoint, Parameters parameters, Sending sending) {
    String path = "/auth/v2/" + endpoint;
    String query = parameters.query();
    String target = query.isEmpty() ? path : path + "?" + query;
    return new HttpCall("GET", target, signed("GET", path, query, ""), "", sending);
  }

  private HttpCall post(String endpoint, Parameters parameters, Sending sending) {
    String path = "/auth/v2/" + endpoint;
    String body = parameters.json();
    Map<String, String> headers = new HashMap<>(signed("POST", path, "", body));
    headers.put("Content-Type", "application/json");
    return new HttpCall("POST", path, headers, body, sending);
  }

  private Map<String, String> signed(String method, String path, String query, String body) {
    String date = RFC_2822.format(clock.instant());
    return Map.of(
        "Date", date, "Authorization", signer.authorization(date, method, host, path, query, body));
  }

  private <T> CompletableFuture<Result<T>> send(
      String endpoint, HttpCall call, Duration limit, Function<JsonNode, Result<T>> reader) {
    long start = System.nanoTime();
    return http.send(call, limit)
        .thenApply(reply -> reply.match(ResponseEnvelope::open, Result.Failed<JsonNode>::new))
        .thenApply(reply -> reply.match(reader, Result.Failed<T>::new))
        .exceptionally(
            mistake -> Result.failed(Fault.Kind.INTERNAL, "reading " + endpoint + " failed"))
        .whenComplete(
            (reply, none) ->
                observer.observe(
                    endpoint, word(reply), Duration.ofNanos(System.nanoTime() - start)));
  }

  static <T> String word(Result<T> reply) {
    return reply.match(answer -> "ok", fault -> fault.kind().name().toLowerCase(Locale.ROOT));
  }
}
