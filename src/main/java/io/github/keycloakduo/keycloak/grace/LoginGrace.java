package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.DeviceHash;
import io.github.keycloakduo.grace.GraceKey;
import io.github.keycloakduo.grace.GraceRequest;
import io.github.keycloakduo.grace.GraceState;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.GraceLookup;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.GraceSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The grace of one login: an earlier MFA of its user, from its address, under this configuration.
 */
public final class LoginGrace implements GraceLookup {
  /** Somebody else may have the password, or Duo has turned against the user. */
  private static final Set<Outcome> ENDS_IT =
      EnumSet.of(Outcome.DENIED, Outcome.FRAUD, Outcome.DUO_DENIED);

  private final LoginSubject subject;
  private final DuoMfaSettings settings;
  private final Optional<ClientIp> clientIp;
  private final boolean knowsDevices;
  private final GraceStore store;
  private final Clock clock;

  /**
   * Looks at nothing yet.
   *
   * @param knowsDevices whether the request comes from a browser, whose cookies are its own
   */
  public LoginGrace(
      LoginSubject subject,
      DuoMfaSettings settings,
      Optional<ClientIp> clientIp,
      boolean knowsDevices,
      GraceStore store,
      Clock clock) {
    this.subject = subject;
    this.knowsDevices = knowsDevices;
    this.settings = settings;
    this.clientIp = clientIp;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Answer use() {
    return request(this::knownDevice)
            .filter(request -> store.use(request, clock.instant()))
            .isPresent()
        ? new Answer.Holds("an earlier MFA still counts")
        : new Answer.Absent("no earlier MFA counts here");
  }

  @Override
  public Answer look() {
    GraceState state =
        request(this::knownDevice)
            .map(request -> store.look(request, clock.instant()))
            .orElse(GraceState.NONE);
    if (state == GraceState.UNKNOWN) {
      return new Answer.Unavailable(state.reason());
    }
    return state.holds() ? new Answer.Holds(state.reason()) : new Answer.Absent(state.reason());
  }

  /** When the MFA was that a grace stands for. */
  public Optional<Instant> mfaAt() {
    return key(settings.grace().flatMap(grace -> knownDevice())).flatMap(store::mfaAt);
  }

  /**
   * Remembers that the user has shown a factor; not where no later login could make use of it.
   *
   * @param mfaAt the time that later logins, which this MFA stands for, say of it
   */
  public void grant(Instant mfaAt) {
    if (settings.network().requiresFactor(clientIp)) {
      return;
    }
    request(this::newDevice)
        .ifPresent(request -> store.grant(request, settings.source().alias(), mfaAt));
  }

  /** Ends what is remembered of the user, everywhere, if that is what the outcome means. */
  public void apply(Outcome outcome) {
    outcomeListener().accept(outcome);
  }

  /** The same, to be used after the request too: a push may wait for minutes. */
  public Consumer<Outcome> outcomeListener() {
    return ending(store, subject.realm().getId(), subject.user().getId());
  }

  /** Static, so that whoever keeps the result does not keep the Keycloak session of the request. */
  private static Consumer<Outcome> ending(GraceStore store, String realmId, String userId) {
    return outcome -> {
      if (ENDS_IT.contains(outcome)) {
        store.endAll(realmId, userId);
      }
    };
  }

  private Optional<GraceRequest> request(Supplier<Optional<DeviceHash>> device) {
    if (settings.grace().isEmpty()) {
      return Optional.empty();
    }
    GraceSettings grace = settings.grace().get();
    Optional<DeviceHash> browser = grace.bindsDevice() ? device.get() : Optional.empty();
    return key(browser)
        .map(
            key ->
                new GraceRequest(
                    key,
                    GraceFingerprints.of(
                        subject.session(), subject.realm(), subject.user(), settings.fingerprint()),
                    browser,
                    browserName(),
                    grace));
  }

  /** Where users are asked, each browser has a grace of its own: the promise names the browser. */
  private Optional<GraceKey> key(Optional<DeviceHash> browser) {
    Optional<GraceKey> key =
        GraceKey.of(
            subject.realm().getId(), subject.user().getId(), clientIp, settings.source().id());
    boolean ofBrowser = settings.grace().filter(GraceSettings::asks).isPresent();
    return ofBrowser ? key.flatMap(all -> browser.map(all::of)) : key;
  }

  private Optional<String> browserName() {
    return knowsDevices ? BrowserName.of(subject.session()) : Optional.empty();
  }

  private Optional<DeviceHash> knownDevice() {
    return !knowsDevices
        ? Optional.empty()
        : DeviceCookies.read(subject.session(), subject.realm(), subject.user());
  }

  private Optional<DeviceHash> newDevice() {
    return settings
        .grace()
        .filter(grace -> knowsDevices)
        .map(
            grace ->
                DeviceCookies.issue(
                    subject.session(), subject.realm(), subject.user(), grace.hard()));
  }
}
