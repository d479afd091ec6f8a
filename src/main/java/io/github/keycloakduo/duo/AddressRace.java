package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A race of the addresses of one host for one request, which is sent to the first that can be
 * connected to. The next one sets out when the one before has failed or has taken long (RFC 8305
 * does the same with less patience). Confined to an event loop.
 */
final class AddressRace {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * The winner, ready to be sent.
   *
   * @param address where it goes
   */
  record Connected(InetAddress address, HttpClientRequest request) {}

  private final Vertx vertx;
  private final Iterator<InetAddress> waiting;
  private final Function<InetAddress, Future<HttpClientRequest>> dial;
  private final Function<Throwable, Fault> classifier;
  private final Consumer<Result<Connected>> end;
  private final long patienceMillis;
  private final List<Fault> faults = new ArrayList<>();
  private int running;
  private boolean over;

  /**
   * A race that has not begun.
   *
   * @param addresses at least one
   * @param limit in which all of them must have had their turn
   * @param end called once
   */
  AddressRace(
      Vertx vertx,
      List<InetAddress> addresses,
      Duration limit,
      Function<InetAddress, Future<HttpClientRequest>> dial,
      Function<Throwable, Fault> classifier,
      Consumer<Result<Connected>> end) {
    this.vertx = vertx;
    this.waiting = addresses.iterator();
    this.dial = dial;
    this.classifier = classifier;
    this.end = end;
    this.patienceMillis =
        Math.max(1, Math.min(PATIENCE.toMillis(), limit.dividedBy(addresses.size()).toMillis()));
  }

  /** Lets the first address set out. */
  void start() {
    InetAddress address = waiting.next();
    running++;
    dial.apply(address)
        .onComplete(
            dialled -> {
              running--;
              if (dialled.succeeded()) {
                arrived(address, dialled.result());
              } else {
                failed(classifier.apply(dialled.cause()));
              }
            });
    if (waiting.hasNext()) {
      vertx.setTimer(patienceMillis, late -> next());
    }
  }

  private void next() {
    if (!over && waiting.hasNext()) {
      start();
    }
  }

  private void arrived(InetAddress address, HttpClientRequest request) {
    if (over) {
      // Nothing was sent; the connection goes to the pool.
      request.reset();
    } else {
      finish(new Result.Answered<>(new Connected(address, request)));
    }
  }

  private void failed(Fault fault) {
    faults.add(fault);
    if (waiting.hasNext()) {
      next();
    } else if (running == 0) {
      giveUp();
    }
  }

  /** Ends the race without a winner because its time is up. */
  void timeIsUp(Fault late) {
    faults.add(late);
    giveUp();
  }

  private void giveUp() {
    if (!over) {
      finish(new Result.Failed<>(FaultClassifier.gravest(faults)));
    }
  }

  private void finish(Result<Connected> result) {
    over = true;
    end.accept(result);
  }
}
