package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What all rules of the policy cost together, when none of them ends the login. */
@State(Scope.Benchmark)
public class PipelineBenchmark {
  private final DuoMfaSettings few = Rules.of();
  private final DuoMfaSettings all =
      Rules.withGroups(
          "no_user",
          "admins",
          "whitelist.user_list.name",
          "/ops",
          "authentication_cache.reuse_limit",
          "5",
          "authentication_cache.soft_timeout",
          "15",
          "authentication_cache.hard_timeout",
          "90",
          "usermapping.explicit",
          "[{\"key\":\"mapped\",\"value\":\"M\"}]",
          "network.exempt",
          "10.0.0.0/8##2001:db8::/32");
  private final PolicyFacts facts =
      new PolicyFacts(
          "alice",
          GroupMembership.NOT_MEMBER,
          Optional.empty(),
          query ->
              new UserDirectory.Answer.Found(
                  Optional.empty(), new UserDirectory.Groups.Known(Set.of("crew"), Set.of())),
          RequiredAssurance.ANY,
          ClientIp.parse("192.0.2.1"),
          false);

  /** The default configuration. */
  @Benchmark
  public Object defaults() {
    return decide(few);
  }

  /** A rule of each kind. */
  @Benchmark
  public Object everyRule() {
    return decide(all);
  }

  private Object decide(DuoMfaSettings settings) {
    return new PolicyPipeline(
            settings, BreakGlassLookup.Answer.Absent::new, new NoGrace(), () -> true)
        .decide(facts);
  }

  private static final class NoGrace implements GraceLookup {
    @Override
    public Answer use() {
      return look();
    }

    @Override
    public Answer look() {
      return new Answer.Absent("none");
    }
  }
}
