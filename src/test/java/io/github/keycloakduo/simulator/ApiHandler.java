package io.github.keycloakduo.simulator;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes an API request through recording, faults, checks and its operation to the answer. */
final class ApiHandler {
  private final Account account;
  private final RequestCheck check;
  private final Operations operations;
  private final Faults faults;
  private final RequestLog log;
  private final Timers timers;
  private final Responder responder;

  ApiHandler(Account account, Faults faults, RequestLog log, Timers timers, Responder responder) {
    this.account = account;
    this.check = new RequestCheck(account.keys(), account.clock());
    this.operations = new Operations(account, timers);
    this.faults = faults;
    this.log = log;
    this.timers = timers;
    this.responder = responder;
  }

  void handle(HttpServerRequest http, long connection) {
    Departure departure = new Departure();
    http.response().closeHandler(gone -> departure.happen());
    Context context = Vertx.currentContext();
    http.body()
        .onSuccess(
            body -> {
              WireRequest request = new WireRequest(http, body);
              Endpoint endpoint = Endpoint.ofPath(request.path());
              Params params = paramsOrNone(request);
              String user = new Identification(account.world()).guess(params);
              RequestLog.Arrival arrival =
                  log.add(request.toRecord(endpoint, user, params, connection));
              Future<Answer> answer = answer(request, endpoint, user, departure);
              // Only now: who waits for a request in flight may rely on its effect.
              arrival.begin();
              http.response().endHandler(done -> arrival.end());
              departure.then(arrival::end);
              answer.onSuccess(done -> context.runOnContext(go -> send(http, done, arrival)));
            });
  }

  /** No longer in flight when its client knows: a test may count right after an answer. */
  private void send(HttpServerRequest http, Answer answer, RequestLog.Arrival arrival) {
    if (answer.delivery().isPrompt()) {
      arrival.end();
    }
    responder.send(http, answer);
  }

  private Future<Answer> answer(
      WireRequest request, Endpoint endpoint, String user, Departure departure) {
    Supplier<Future<Answer>> processing = () -> process(request, endpoint, departure);
    Optional<Fault> fault = faults.take(endpoint, user);
    Future<Answer> answer =
        fault.isPresent() ? fault.get().effect().apply(processing, timers) : processing.get();
    return answer.otherwise(error -> DuoFailure.internal(error).toAnswer());
  }

  private Future<Answer> process(WireRequest request, Endpoint endpoint, Departure departure) {
    try {
      if (endpoint == Endpoint.OTHER) {
        throw new DuoFailure(DuoError.NOT_FOUND);
      }
      if (!endpoint.method().equals(request.method())) {
        throw new DuoFailure(DuoError.METHOD_NOT_ALLOWED);
      }
      UserAgentCheck.check(request.header("User-Agent"));
      if (endpoint.isSigned()) {
        check.check(request);
        if (account.settings().accessForbidden) {
          throw new DuoFailure(DuoError.ACCESS_FORBIDDEN);
        }
      }
      String publicHost = account.settings().publicHost;
      String host = publicHost.isEmpty() ? request.host() : publicHost;
      Call call = new Call(Params.of(request.parameters()), host, departure);
      return operations.of(endpoint).run(call);
    } catch (DuoFailure failure) {
      return Future.succeededFuture(failure.toAnswer());
    }
  }

  /** For the record only: a request that cannot be read is refused later, with a reason. */
  private static Params paramsOrNone(WireRequest request) {
    try {
      return Params.of(request.parameters());
    } catch (DuoFailure unreadable) {
      return Params.of(List.of());
    }
  }
}
