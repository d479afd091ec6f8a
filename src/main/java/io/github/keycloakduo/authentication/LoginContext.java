package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.PromptParameters;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.Preselection;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.FailMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The context of one request of a login. Belongs to the request: nothing that outlives it may keep
 * it, since the policy holds the request's session.
 *
 * @param assurance what the login must prove
 * @param duo the Auth API of the configuration's integration
 * @param prompt Duo's Universal Prompt; absent where there is no browser that could be sent there
 * @param credentials what Keycloak itself keeps of the user
 * @param lastFactor what stands first in an offer, since it worked last in the same browser
 * @param policy decides anew each time it is asked, and may use up a grace; asked once for a login
 * @param factorListener told of the outcome of each factor
 * @param timeout how long one call to Duo, and one factor, may take; at most {@code duo.timeout}
 * @param passwordVerified whether this login has verified a password of the user; without one
 *     nothing may be enrolled
 * @param autopush whether the first factor may start without being asked for
 * @param lockScope the same for all tabs of a browser, user and execution; of factors for one Duo
 *     user name and configuration only one runs in it at a time
 * @param tab the browser tab
 * @param requestTimeout how long this request may still wait for Duo
 */
public record LoginContext(
    LoginRequest login,
    DuoMfaSettings settings,
    RequiredAssurance assurance,
    DuoAuthApi duo,
    Optional<PromptClient> prompt,
    UserCredentials credentials,
    Function<FactorOffer, Preselection> lastFactor,
    Supplier<PolicyDecision> policy,
    FactorListener factorListener,
    Duration timeout,
    boolean passwordVerified,
    boolean autopush,
    String lockScope,
    String tab,
    RequestTimeout requestTimeout) {

  /**
   * The Universal Prompt and the way back from it.
   *
   * @param redirectUri a URL of the extension that leads back to this very login
   */
  public record PromptClient(UniversalPrompt api, URI redirectUri) {}

  /** The context of a caller that has less time. */
  public LoginContext withTimeout(Duration left) {
    return with(credentials, policy, left, requestTimeout);
  }

  /** The context of a request that may wait for Duo for another time. */
  public LoginContext withRequestTimeout(RequestTimeout other) {
    return with(credentials, policy, timeout, other);
  }

  /**
   * The context of what comes after a wait: without the policy, which has been asked, and without
   * the credentials, since the session of both may be closed by then.
   */
  public LoginContext afterRequest() {
    return with(credentials.afterRequest(), LoginContext::askedTooLate, timeout, requestTimeout);
  }

  private LoginContext with(
      UserCredentials newCredentials,
      Supplier<PolicyDecision> newPolicy,
      Duration newTimeout,
      RequestTimeout newRequestTimeout) {
    return new LoginContext(
        login,
        settings,
        assurance,
        duo,
        prompt,
        newCredentials,
        lastFactor,
        newPolicy,
        factorListener,
        newTimeout,
        passwordVerified,
        autopush,
        lockScope,
        tab,
        newRequestTimeout);
  }

  private static PolicyDecision askedTooLate() {
    throw new IllegalStateException("the policy is asked when a login begins, and not later");
  }

  /** What the Universal Prompt is told beside whom it is to ask. */
  PromptParameters promptParameters() {
    boolean told = settings.pushInfo();
    return new PromptParameters(
        assurance.demandsReauthentication(),
        Optional.of(LogSafeText.of(login.clientName())).filter(name -> told && !name.isEmpty()),
        Optional.of(LogSafeText.of(login.username())).filter(name -> told && !name.isEmpty()));
  }

  /**
   * Whether the user is asked if this browser is to be remembered: only where the MFA of this login
   * can count for a later one, and not without being asked.
   */
  boolean asksToRemember() {
    return !settings.isUniversal()
        && assurance.allowsGrace()
        && login.clientIp().isPresent()
        && !settings.network().requiresFactor(login.clientIp())
        && settings.grace().filter(grace -> grace.asks() && grace.lasts()).isPresent();
  }

  /** What an outage means for the login; in a step-up it never lets the user in by itself. */
  FailMode failMode() {
    FailMode configured =
        credentials.match(
            none -> settings.failMode().withoutOtherFactors(),
            deferred -> settings.failMode(),
            available -> settings.failMode());
    return assurance.allowsExemption() ? configured : configured.withoutOpening();
  }

  /**
   * The key of the only push or call to a Duo user: of all realms and configurations that use the
   * same Duo account, since the devices are the same. Duo compares names without case.
   */
  String promptLockKey(DuoUsername username) {
    return StableHash.of(
        List.of(
            "prompt",
            settings.connection().host().authority(),
            username.name().toLowerCase(Locale.ROOT)));
  }

  /** The key of the only enrolment of a Duo user name. */
  String enrolmentLockKey(DuoUsername username) {
    return StableHash.of(List.of("enrolment", promptLockKey(username)));
  }

  /** A factor that was begun for another user name or under other settings counts for nothing. */
  String lockKey(DuoUsername username) {
    return StableHash.of(List.of(lockScope, username.name(), settings.fingerprint()));
  }
}
