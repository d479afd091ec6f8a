package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells whether a user may log in, must enrol, or which devices can be asked. */
final class Preauth implements Operation {
  private static final Set<String> PARAMETERS =
      Set.of(
          "username",
          "user_id",
          "ipaddr",
          "hostname",
          "trusted_device_token",
          "client_supports_verified_push");
  private static final Duration OFFER_LIFETIME = Duration.ofMinutes(5);

  private final Account account;

  Preauth(Account account) {
    this.account = account;
  }

  @Override
  public Future<Answer> run(Call call) {
    Params params = call.params();
    params.allowOnly(PARAMETERS);
    boolean verifies = params.flag("client_supports_verified_push");
    params.ipAddress();
    Optional<SimulatedUser> user = new Identification(account.world()).find(params);
    Map<String, Object> response =
        user.map(known -> answerFor(known, call, verifies)).orElseGet(() -> answerForNew(call));
    return Future.succeededFuture(Answer.ok(response));
  }

  private Map<String, Object> answerForNew(Call call) {
    return switch (account.settings().newUsers) {
      case ENROLL -> enroll(call);
      case ALLOW -> result("allow", Texts.ACTIVE);
      case DENY -> result("deny", Texts.NOT_ENROLLED);
    };
  }

  private Map<String, Object> answerFor(SimulatedUser user, Call call, boolean verifies) {
    return switch (user.status()) {
      case ACTIVE -> isRemembered(user, call) ? result("allow", Texts.ACTIVE) : ask(user, verifies);
      case BYPASS -> result("allow", Texts.ACTIVE);
      case DISABLED, LOCKED_OUT -> result("deny", Texts.ACCOUNT_DISABLED);
      case NOT_ENROLLED -> enroll(call);
      case DENIED_BY_POLICY -> result("deny", Texts.NOT_ENROLLED);
    };
  }

  private static boolean isRemembered(SimulatedUser user, Call call) {
    Optional<String> token = user.trustedDeviceToken();
    return token.isPresent() && token.equals(call.params().optional("trusted_device_token"));
  }

  private Map<String, Object> ask(SimulatedUser user, boolean verifies) {
    Map<String, Object> response = result("auth", Texts.ACTIVE);
    String nextDigit = user.nextSmsDigit();
    List<Device> devices = user.devices();
    response.put("devices", devices.stream().map(device -> device.toJson(nextDigit)).toList());
    boolean canPush = devices.stream().anyMatch(device -> device.can(Capability.PUSH));
    if (verifies && user.needsVerifiedPush() && canPush) {
      addOffer(user, response);
    }
    return response;
  }

  private void addOffer(SimulatedUser user, Map<String, Object> response) {
    VerifiedPushOffer offer =
        new VerifiedPushOffer(
            RandomIds.transaction(),
            user.id(),
            RandomIds.digits(3),
            account.clock().now().plus(OFFER_LIFETIME));
    account.world().add(offer);
    response.put("txid", offer.txid());
    response.put("verification_code", offer.code());
    response.put("expiration", offer.expires().getEpochSecond());
  }

  private static Map<String, Object> enroll(Call call) {
    Map<String, Object> response = result("enroll", Texts.ENROLL);
    String code = RandomIds.letters(16).toLowerCase(Locale.ROOT);
    response.put("enroll_portal_url", "https://" + call.publicHost() + "/portal?code=" + code);
    return response;
  }

  private static Map<String, Object> result(String result, String message) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("result", result);
    response.put("status_msg", message);
    return response;
  }
}
