package io.github.keycloakduo.mfa;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The port to an LDAP directory with attributes and groups of users. Never throws. */
@FunctionalInterface
public interface UserDirectory {
  /** Looks a user up by the directory's name attribute, with all that one login needs. */
  Answer lookup(Query query);

  /**
   * The question of one login.
   *
   * @param username the gateway user
   * @param attribute the attribute that holds the Duo user name, if that is wanted
   * @param groups names or DNs of the groups of interest, as the administrator wrote them
   */
  record Query(String username, Optional<String> attribute, Set<String> groups) {
    public Query {
      groups = Set.copyOf(groups);
    }
  }

  /** The answer of the directory. */
  sealed interface Answer {
    /** A function for each case. */
    record Cases<R>(
        Function<Found, R> found,
        Function<NotFound, R> notFound,
        Function<Ambiguous, R> ambiguous,
        Function<Unavailable, R> unavailable) {}

    /** Applies the function of the case that this is. */
    <R> R match(Answer.Cases<R> cases);

    /** Applies the function of the case that this is. */
    default <R> R match(
        Function<Found, R> found,
        Function<NotFound, R> notFound,
        Function<Ambiguous, R> ambiguous,
        Function<Unavailable, R> unavailable) {
      return match(new Answer.Cases<>(found, notFound, ambiguous, unavailable));
    }

    /**
     * The directory has exactly one entry of the name.
     *
     * @param value empty when no attribute was asked for
     */
    record Found(Optional<Value> value, Groups groups) implements Answer {
      @Override
      public <R> R match(Answer.Cases<R> cases) {
        return cases.found().apply(this);
      }
    }

    /** No entry has the name. */
    record NotFound() implements Answer {
      @Override
      public <R> R match(Answer.Cases<R> cases) {
        return cases.notFound().apply(this);
      }
    }

    /** Several entries have the name, so that none of them is known to be the user. */
    record Ambiguous() implements Answer {
      @Override
      public <R> R match(Answer.Cases<R> cases) {
        return cases.ambiguous().apply(this);
      }
    }

    /**
     * The directory cannot be read.
     *
     * @param detail one sentence for the administrator; never a secret
     */
    record Unavailable(String detail) implements Answer {
      @Override
      public <R> R match(Answer.Cases<R> cases) {
        return cases.unavailable().apply(this);
      }
    }
  }

  /** The value of an attribute. */
  sealed interface Value {
    /** A function for each case. */
    record Cases<R>(Function<Text, R> text, Function<Unusable, R> unusable) {}

    /** Applies the function of the case that this is. */
    <R> R match(Value.Cases<R> cases);

    /** Applies the function of the case that this is. */
    default <R> R match(Function<Text, R> text, Function<Unusable, R> unusable) {
      return match(new Value.Cases<>(text, unusable));
    }

    /** Exactly one value, not empty, valid UTF-8. */
    record Text(String text) implements Value {
      @Override
      public <R> R match(Value.Cases<R> cases) {
        return cases.text().apply(this);
      }
    }

    /**
     * Anything else.
     *
     * @param detail such as "has 2 values"; never the value
     */
    record Unusable(String detail) implements Value {
      @Override
      public <R> R match(Value.Cases<R> cases) {
        return cases.unusable().apply(this);
      }
    }
  }

  /** The membership of a user in the groups of a query, nested groups included. */
  sealed interface Groups {
    /** A function for each case. */
    record Cases<R>(Function<Known, R> known, Function<Unreadable, R> unreadable) {}

    /** Applies the function of the case that this is. */
    <R> R match(Groups.Cases<R> cases);

    /** Applies the function of the case that this is. */
    default <R> R match(Function<Known, R> known, Function<Unreadable, R> unreadable) {
      return match(new Groups.Cases<>(known, unreadable));
    }

    /**
     * Membership as the directory has it.
     *
     * @param member the groups of the query that the user belongs to, spelt as in the query
     * @param missing the groups of the query that the directory does not have
     */
    record Known(Set<String> member, Set<String> missing) implements Groups {
      public Known {
        member = Set.copyOf(member);
        missing = Set.copyOf(missing);
      }

      @Override
      public <R> R match(Groups.Cases<R> cases) {
        return cases.known().apply(this);
      }
    }

    /**
     * Membership cannot be read, although the user can.
     *
     * @param detail one sentence for the administrator
     */
    record Unreadable(String detail) implements Groups {
      @Override
      public <R> R match(Groups.Cases<R> cases) {
        return cases.unreadable().apply(this);
      }
    }
  }
}
