package io.github.keycloakduo.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The faults that wait for requests. Counted faults go first, in the order they were added. */
public final class Faults {
  private static final int ALWAYS = -1;

  private final List<Rule> counted = new ArrayList<>();
  private final List<Rule> standing = new ArrayList<>();
  private final SkewedClock clock;
  private boolean set;

  Faults(SkewedClock clock) {
    this.clock = clock;
  }

  /** Where a fault goes: some endpoints, and perhaps one user only. */
  public final class Place {
    private final Set<Endpoint> endpoints;
    private final String user;

    private Place(Set<Endpoint> endpoints, String user) {
      this.endpoints = endpoints;
      this.user = user;
    }

    /** Limits the fault to requests about one user. */
    public Place forUser(String name) {
      return new Place(endpoints, name);
    }

    public void once(Fault fault) {
      times(1, fault);
    }

    public void times(int count, Fault fault) {
      add(new Rule(endpoints, user, fault, count));
    }

    /** Until cleared, or until another fault is always wanted at the same place. */
    public void always(Fault fault) {
      add(new Rule(endpoints, user, fault, ALWAYS));
    }
  }

  public Place on(Endpoint first, Endpoint... more) {
    return new Place(EnumSet.of(first, more), "");
  }

  public Place onAll() {
    return new Place(EnumSet.allOf(Endpoint.class), "");
  }

  /** Puts the clock of the service wrong: its dates, and what it thinks of its clients' dates. */
  public void clockSkew(Duration skew) {
    clock.skew(skew);
  }

  public synchronized void clear() {
    counted.clear();
    standing.clear();
    clock.skew(Duration.ZERO);
  }

  /** The same, and none was ever set. */
  synchronized void reset() {
    clear();
    set = false;
  }

  synchronized boolean wereSet() {
    return set;
  }

  private synchronized void add(Rule rule) {
    set = true;
    if (rule.left == ALWAYS) {
      standing.add(0, rule);
    } else {
      counted.add(rule);
    }
  }

  synchronized Optional<Fault> take(Endpoint endpoint, String user) {
    for (Rule rule : counted) {
      if (rule.left > 0 && rule.matches(endpoint, user)) {
        rule.left--;
        return Optional.of(rule.fault);
      }
    }
    return standing.stream()
        .filter(rule -> rule.matches(endpoint, user))
        .findFirst()
        .map(rule -> rule.fault);
  }

  private static final class Rule {
    private final Set<Endpoint> endpoints;
    private final String user;
    private final Fault fault;
    private int left;

    Rule(Set<Endpoint> endpoints, String user, Fault fault, int left) {
      this.endpoints = endpoints;
      this.user = user;
      this.fault = fault;
      this.left = left;
    }

    boolean matches(Endpoint endpoint, String candidate) {
      return endpoints.contains(endpoint) && (user.isEmpty() || user.equalsIgnoreCase(candidate));
    }
  }
}
