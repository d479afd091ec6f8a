package io.github.keycloakduo.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The result of parsing a user name that may carry parameters. */
public sealed interface ParsedUsername {
  /** A function for each case. */
  record Cases<R>(
      Function<Plain, R> plain,
      Function<WithParameters, R> withParameters,
      Function<Malformed, R> malformed) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Plain, R> plain,
      Function<WithParameters, R> withParameters,
      Function<Malformed, R> malformed) {
    return match(new Cases<>(plain, withParameters, malformed));
  }

  /** A name without parameters. */
  record Plain(String name) implements ParsedUsername {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.plain().apply(this);
    }
  }

  /**
   * A name with parameters.
   *
   * @param pairs the parameters; keys in lower case, those of questions as they are configured
   * @param names the user names that may be meant, best first; not empty, but a name in it may be
   */
  record WithParameters(Map<String, String> pairs, List<String> names) implements ParsedUsername {
    public WithParameters {
      pairs = Map.copyOf(pairs);
      names = List.copyOf(names);
    }

    /** The value that was sent under a key. */
    public Optional<String> value(String key) {
      return Optional.ofNullable(pairs.get(key));
    }

    @Override
    public String toString() {
      return "WithParameters[" + pairs.keySet() + "]";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.withParameters().apply(this);
    }
  }

  /**
   * A text that violates the syntax.
   *
   * @param reason one sentence for the administrator; nothing of the name is in it
   */
  record Malformed(String reason) implements ParsedUsername {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.malformed().apply(this);
    }
  }
}
