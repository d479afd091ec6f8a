package io.github.keycloakduo.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the service received since the last reset. */
public final class RequestLog {
  private final List<RecordedRequest> requests = new ArrayList<>();
  private int inFlight;
  private int connections;
  private int resets;

  RequestLog() {}

  public synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }

  public synchronized List<RecordedRequest> all(Endpoint endpoint) {
    return requests.stream().filter(request -> request.endpoint() == endpoint).toList();
  }

  public int count(Endpoint endpoint) {
    return all(endpoint).size();
  }

  public synchronized int count() {
    return requests.size();
  }

  /** The newest request to this endpoint; an error when there is none. */
  public RecordedRequest last(Endpoint endpoint) {
    List<RecordedRequest> found = all(endpoint);
    if (found.isEmpty()) {
      throw new IllegalStateException("No request to " + endpoint);
    }
    return found.get(found.size() - 1);
  }

  /** TLS connections opened, the ones that carried no request included. */
  public synchronized int connectionsOpened() {
    return connections;
  }

  /** Requests that took effect and are neither answered nor given up by the client. */
  public synchronized int inFlight() {
    return inFlight;
  }

  /** Waits until so many requests reached the endpoint; an error when they do not. */
  public void awaitCount(Endpoint endpoint, int count, Duration most) {
    await(() -> count(endpoint) >= count, count + " requests to " + endpoint, most);
  }

  /** Waits until exactly so many requests are in flight; an error when that does not happen. */
  public void awaitInFlight(int count, Duration most) {
    await(() -> inFlight == count, count + " requests in flight", most);
  }

  /** Waits until at least so many requests are in flight; an error when that does not happen. */
  public void awaitBusy(int least, Duration most) {
    await(() -> inFlight >= least, least + " or more requests in flight", most);
  }

  synchronized Arrival add(RecordedRequest request) {
    requests.add(request);
    notifyAll();
    return new Arrival();
  }

  synchronized void connectionOpened() {
    connections++;
    notifyAll();
  }

  private synchronized void await(BooleanSupplier condition, String wanted, Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new IllegalStateException(
              "Waited "
                  + most
                  + " in vain for "
                  + wanted
                  + ", there are "
                  + requests.size()
                  + " requests, "
                  + inFlight
                  + " in flight");
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Forgets what was received; requests in flight stay counted. */
  public synchronized void clear() {
    requests.clear();
    connections = 0;
  }

  /** Forgets what was received, requests in flight included: the next test waits for its own. */
  synchronized void reset() {
    clear();
    inFlight = 0;
    resets++;
  }

  /** One request, from its arrival to its answer. */
  final class Arrival {
    private final int resetsBefore = resets;
    private boolean counted;

    private Arrival() {}

    /** The request took effect. */
    void begin() {
      synchronized (RequestLog.this) {
        counted = resetsBefore == resets;
        inFlight += counted ? 1 : 0;
        RequestLog.this.notifyAll();
      }
    }

    /** The request is answered or given up, perhaps both. */
    void end() {
      synchronized (RequestLog.this) {
        inFlight -= counted && resetsBefore == resets ? 1 : 0;
        counted = false;
        RequestLog.this.notifyAll();
      }
    }
  }
}
