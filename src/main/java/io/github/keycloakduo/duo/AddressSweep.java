package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoConnection;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A request to every address of a host at the same time. Its failure says that none of them can be
 * used: so an answer counts more than any fault, and a fault that is more than silence counts more
 * than silence.
 */
final class AddressSweep {
  private static final int OK = 200;

  private final DuoConnection connection;
  private final Function<InetAddress, CompletableFuture<Result<HttpResponse>>> ask;
  private final Set<InetAddress> asked = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<HttpResponse> answers = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Result<HttpResponse>> result = new CompletableFuture<>();

  /**
   * A sweep that has not begun.
   *
   * @param ask sends the request to one address
   */
  AddressSweep(
      DuoConnection connection,
      Function<InetAddress, CompletableFuture<Result<HttpResponse>>> ask) {
    this.connection = connection;
    this.ask = ask;
  }

  /**
   * Asks all addresses that the lookups find; ends with the first good answer.
   *
   * @param limit for each lookup
   */
  CompletableFuture<Result<HttpResponse>> over(
      List<CompletableFuture<Result<List<InetAddress>>>> lookups, Duration limit) {
    CompletableFuture.allOf(
            lookups.stream()
                .map(lookup -> over(lookup, limit))
                .toArray(CompletableFuture<?>[]::new))
        .whenComplete((all, none) -> result.complete(best()));
    return result;
  }

  private CompletableFuture<Void> over(
      CompletableFuture<Result<List<InetAddress>>> lookup, Duration limit) {
    return lookup
        .copy()
        .completeOnTimeout(
            Result.failed(Fault.Kind.DNS, "the host name was not looked up in time"),
            limit.toMillis(),
            TimeUnit.MILLISECONDS)
        .thenCompose(found -> found.match(this::each, this::unresolved));
  }

  private CompletableFuture<Void> each(List<InetAddress> addresses) {
    return CompletableFuture.allOf(
        addresses.stream()
            .filter(asked::add)
            .map(address -> ask.apply(address).thenAccept(this::heard))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> unresolved(Fault fault) {
    faults.add(FaultClassifier.notConnected(fault, connection));
    return CompletableFuture.completedFuture(null);
  }

  private void heard(Result<HttpResponse> reply) {
    reply.match(
        answer -> {
          answers.add(answer);
          return answer.status() == OK && result.complete(reply);
        },
        faults::add);
  }

  private Result<HttpResponse> best() {
    HttpResponse answer = answers.peek();
    return answer == null
        ? new Result.Failed<>(FaultClassifier.gravest(new ArrayList<>(faults)))
        : new Result.Answered<>(answer);
  }
}
