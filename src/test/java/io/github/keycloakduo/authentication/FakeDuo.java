package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.mfa.WaitingPlace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A Duo whose every answer the test gives. */
final class FakeDuo implements DuoAuthApi {
  static final Device PHONE =
      new Device("DP1", "Phone (XXX-XXX-1234)", Set.of(Factor.PUSH, Factor.SMS, Factor.PHONE));
  static final Device TABLET = new Device("DP2", "Tablet", Set.of(Factor.PUSH));

  private final RecordedCalls<String, Long> pings = new RecordedCalls<>();
  private final RecordedCalls<String, Preauth> preauths = new RecordedCalls<>();
  private final RecordedCalls<FactorRequest, FactorAnswer> auths = new RecordedCalls<>();
  private final RecordedCalls<String, FactorAnswer> statuses = new RecordedCalls<>();

  private final RecordedCalls<String, Enrolment> enrolments = new RecordedCalls<>();
  private final RecordedCalls<String, EnrolmentStatus> enrolmentStatuses = new RecordedCalls<>();

  private final AtomicInteger placesTaken = new AtomicInteger();
  private volatile boolean places = true;

  static Preauth challenge(Device... devices) {
    return new Preauth.Challenge(List.of(devices), Optional.empty());
  }

  static Preauth verified(VerifiedPush push, Device... devices) {
    return new Preauth.Challenge(List.of(devices), Optional.of(push));
  }

  static FactorAnswer refused(Refusal reason) {
    return new FactorAnswer.Refused(reason, "refused by the fake");
  }

  static FactorAnswer allowed() {
    return new FactorAnswer.Allowed(false);
  }

  static FactorAnswer started(String txid) {
    return new FactorAnswer.Started(txid);
  }

  /** What was sent to a device, oldest first. */
  List<FactorRequest.OnDevice> contacts() {
    return auths.all().stream()
        .map(RecordedCalls.Question::what)
        .filter(FactorRequest.OnDevice.class::isInstance)
        .map(FactorRequest.OnDevice.class::cast)
        .toList();
  }

  RecordedCalls<String, Long> pings() {
    return pings;
  }

  RecordedCalls<String, Preauth> preauths() {
    return preauths;
  }

  RecordedCalls<FactorRequest, FactorAnswer> auths() {
    return auths;
  }

  RecordedCalls<String, FactorAnswer> statuses() {
    return statuses;
  }

  RecordedCalls<String, Enrolment> enrolments() {
    return enrolments;
  }

  RecordedCalls<String, EnrolmentStatus> enrolmentStatuses() {
    return enrolmentStatuses;
  }

  /** Everything Duo was ever asked. */
  int calls() {
    return pings.count()
        + preauths.count()
        + auths.count()
        + statuses.count()
        + enrolments.count()
        + enrolmentStatuses.count();
  }

  @Override
  public CompletableFuture<Result<Long>> ping(Duration limit) {
    return pings.ask("", limit);
  }

  @Override
  public CompletableFuture<Result<Long>> check(Duration limit) {
    throw new AssertionError("no login asks this");
  }

  @Override
  public CompletableFuture<Result<Preauth>> preauth(
      String identity, Optional<ClientIp> clientIp, Duration limit) {
    return preauths.ask(identity, limit);
  }

  @Override
  public CompletableFuture<Result<FactorAnswer>> auth(FactorRequest attempt, Duration limit) {
    return auths.ask(attempt, limit);
  }

  @Override
  public CompletableFuture<Result<Enrolment>> enroll(
      String identity, Duration validity, Duration limit) {
    return enrolments.ask(identity, limit);
  }

  @Override
  public CompletableFuture<Result<EnrolmentStatus>> enrollStatus(
      Enrolment enrolment, Duration limit) {
    return enrolmentStatuses.ask(enrolment.activationCode().value(), limit);
  }

  /** From now on all connections are taken by others who wait. */
  void takeAllPlaces() {
    places = false;
  }

  /** How many of the places that were taken were not given back. */
  int placesTaken() {
    return placesTaken.get();
  }

  @Override
  public Optional<WaitingPlace> waitingPlace() {
    if (!places) {
      return Optional.empty();
    }
    placesTaken.incrementAndGet();
    return Optional.of(placesTaken::decrementAndGet);
  }

  @Override
  public CompletableFuture<Result<FactorAnswer>> authStatus(String txid, Duration limit) {
    return statuses.ask(txid, limit);
  }
}
