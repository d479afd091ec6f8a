package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes a user who is not enrolled yet, and the code that activates the user's phone. */
final class Enroll implements Operation {
  private static final Set<String> PARAMETERS = Set.of("username", "valid_secs", "bypass_codes");
  private static final int ONE_DAY = 86_400;

  private final Account account;

  Enroll(Account account) {
    this.account = account;
  }

  @Override
  public Future<Answer> run(Call call) {
    Params params = call.params();
    params.allowOnly(PARAMETERS);
    int lifetime = params.number("valid_secs", ONE_DAY, Integer.MAX_VALUE);
    int bypassCodes = params.number("bypass_codes", 0, 10);
    SimulatedUser user = newUser(params.optional("username").orElseGet(() -> generatedName()));
    Instant expires = account.clock().now().plusSeconds(lifetime);
    Enrolment enrolment = new Enrolment("duo://" + RandomIds.letters(20), user.id(), expires);
    account.world().add(enrolment);
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("activation_barcode", "https://" + call.publicHost() + "/frame/qr?value=duo");
    response.put("activation_code", enrolment.activationCode());
    response.put(
        "activation_url", "https://" + call.publicHost() + PhonePages.ACTIVATE + enrolment.key());
    if (bypassCodes > 0) {
      response.put("bypass_codes", addCodes(user, bypassCodes));
    }
    response.put("expiration", expires.getEpochSecond());
    response.put("user_id", user.id());
    response.put("username", user.name());
    return Future.succeededFuture(Answer.ok(response));
  }

  private SimulatedUser newUser(String name) {
    // Also a user who never finished the enrolment.
    if (account.world().findByName(name).isPresent() || name.isEmpty()) {
      throw DuoFailure.invalid("username");
    }
    return account.world().userNamed(name).status(UserStatus.NOT_ENROLLED);
  }

  private static List<String> addCodes(SimulatedUser user, int count) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String code = RandomIds.digits(9);
      user.bypassCode(code, 1);
      codes.add(code);
    }
    return codes;
  }

  private static String generatedName() {
    return RandomIds.letters(12).toLowerCase(Locale.ROOT);
  }
}
