package io.github.keycloakduo.simulator;

import java.util.List;
import java.util.Optional;

/** What one user is asked for, by the factor and the device that the caller chose. */
final class Challenge {
  private final Account account;
  private final SimulatedUser user;
  private final Params params;

  Challenge(Account account, SimulatedUser user, Params params) {
    this.account = account;
    this.user = user;
    this.params = params;
  }

  SimulatedUser user() {
    return user;
  }

  Transaction by(Factor factor) {
    return switch (factor) {
      case PASSCODE -> finished(factor, redeem());
      case SMS -> {
        Device unused = device(Capability.SMS);
        user.sendSms(account.settings().smsBatchSize);
        yield finished(factor, Update.SMS_SENT);
      }
      case PHONE -> call(device(Capability.PHONE));
      case PUSH -> push(device(Capability.PUSH));
      case AUTO -> bestOf();
    };
  }

  private Transaction bestOf() {
    for (Capability capability : List.of(Capability.PUSH, Capability.PHONE)) {
      Optional<Device> device = find(capability);
      if (device.isPresent()) {
        return capability == Capability.PUSH ? push(device.get()) : call(device.get());
      }
    }
    return by(Factor.SMS);
  }

  private Update redeem() {
    return switch (user.redeem(params.required("passcode"), account.settings().lockoutThreshold)) {
      case GOOD -> Update.ALLOW;
      case USED -> Update.USED_PASSCODE;
      case WRONG -> Update.WRONG_PASSCODE;
    };
  }

  private Transaction call(Device device) {
    return transaction(
        RandomIds.transaction(),
        PushRequest.of(Factor.PHONE, Optional.of(device), params, Optional.empty()),
        Update.calling(device));
  }

  private Transaction push(Device device) {
    Optional<VerifiedPushOffer> offer = offer();
    Optional<String> code = offer.map(VerifiedPushOffer::code);
    return transaction(
        offer.map(VerifiedPushOffer::txid).orElseGet(RandomIds::transaction),
        PushRequest.of(Factor.PUSH, Optional.of(device), params, code),
        code.map(Update::pushed).orElseGet(Update::pushed));
  }

  /** A user who must verify pushes needs the offer of a preauth, and nobody else may send one. */
  private Optional<VerifiedPushOffer> offer() {
    Optional<String> txid = params.optional("txid");
    if (txid.isEmpty() && !user.needsVerifiedPush()) {
      return Optional.empty();
    }
    Optional<VerifiedPushOffer> offer =
        txid.flatMap(account.world()::takeOffer)
            .filter(taken -> taken.userId().equals(user.id()))
            .filter(taken -> taken.expires().isAfter(account.clock().now()));
    if (offer.isEmpty()) {
      throw DuoFailure.invalid("txid");
    }
    return offer;
  }

  private Device device(Capability capability) {
    return find(capability).orElseThrow(() -> DuoFailure.invalid("device"));
  }

  private Optional<Device> find(Capability capability) {
    String wanted = params.required("device");
    return user.devices().stream()
        .filter(device -> wanted.equals("auto") || wanted.equals(device.id()))
        .filter(device -> device.can(capability))
        .findFirst();
  }

  Transaction finished(Factor factor, Update outcome) {
    return transaction(
        RandomIds.transaction(),
        PushRequest.of(factor, Optional.empty(), params, Optional.empty()),
        outcome);
  }

  private Transaction transaction(String id, PushRequest request, Update first) {
    return new Transaction(
        id, user, request, first, account.clock().now().plus(account.settings().pushTimeout));
  }
}
