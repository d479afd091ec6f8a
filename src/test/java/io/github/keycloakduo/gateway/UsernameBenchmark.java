package io.github.keycloakduo.gateway;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to take a user name apart. */
@State(Scope.Benchmark)
public class UsernameBenchmark {
  private final UsernameParser parser = new UsernameParser(List.of("ticket", "reason"));

  /** Nothing but a name. */
  @Benchmark
  public Object plain() {
    return parser.parse("alice@corp.example");
  }

  /** A name with an answer and a passcode. */
  @Benchmark
  public Object withPasscode() {
    return parser.parse("ticket=4711@otp=123456@alice@corp.example");
  }
}
