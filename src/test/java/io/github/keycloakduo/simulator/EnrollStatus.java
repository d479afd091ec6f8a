package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** Tells whether an activation code was used, still waits, or is good for nothing. */
final class EnrollStatus implements Operation {
  private static final Set<String> PARAMETERS = Set.of("user_id", "activation_code");

  private final Account account;

  EnrollStatus(Account account) {
    this.account = account;
  }

  @Override
  public Future<Answer> run(Call call) {
    Params params = call.params();
    params.allowOnly(PARAMETERS);
    String userId = params.required("user_id");
    Optional<Enrolment> enrolment =
        account
            .world()
            .enrolment(params.required("activation_code"))
            .filter(known -> known.userId().equals(userId));
    return Future.succeededFuture(Answer.ok(enrolment.map(this::state).orElse("invalid")));
  }

  private String state(Enrolment enrolment) {
    boolean enrolled =
        account
            .world()
            .findById(enrolment.userId())
            .filter(user -> user.status() != UserStatus.NOT_ENROLLED)
            .isPresent();
    if (enrolled) {
      return "success";
    }
    return enrolment.expires().isAfter(account.clock().now()) ? "waiting" : "invalid";
  }
}
