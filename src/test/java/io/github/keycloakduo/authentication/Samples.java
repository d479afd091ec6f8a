package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.Exemptions;
import io.github.keycloakduo.settings.FailMode;
import io.github.keycloakduo.settings.GatewaySettings;
import io.github.keycloakduo.settings.GraceSettings;
import io.github.keycloakduo.settings.HelpLink;
import io.github.keycloakduo.settings.HostAndPort;
import io.github.keycloakduo.settings.LogLevel;
import io.github.keycloakduo.settings.Mapping;
import io.github.keycloakduo.settings.NetworkRules;
import io.github.keycloakduo.settings.Prompt;
import io.github.keycloakduo.settings.SharedOptions;
import io.github.keycloakduo.settings.UnenrolledPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Settings for tests; each test states only what differs. */
record Samples(
    Duration timeout,
    FailMode failMode,
    List<Factor> factors,
    boolean autopush,
    int pushLimit,
    boolean pushInfo,
    boolean universal,
    UnenrolledPolicy unenrolled) {
  static final FailMode CLOSED = FailMode.CLOSED;
  static final FailMode OPEN = new FailMode(true, false);
  static final FailMode OPEN_ON_5XX = new FailMode(true, true);

  static Samples settings() {
    return new Samples(
        Duration.ofSeconds(60),
        CLOSED,
        List.of(Factor.PUSH, Factor.PASSCODE),
        false,
        5,
        true,
        false,
        UnenrolledPolicy.PORTAL);
  }

  Samples within(long seconds) {
    return new Samples(
        Duration.ofSeconds(seconds),
        failMode,
        factors,
        autopush,
        pushLimit,
        pushInfo,
        universal,
        unenrolled);
  }

  Samples offering(Factor... offered) {
    return new Samples(
        timeout,
        failMode,
        Arrays.asList(offered),
        autopush,
        pushLimit,
        pushInfo,
        universal,
        unenrolled);
  }

  Samples failing(FailMode mode) {
    return new Samples(
        timeout, mode, factors, autopush, pushLimit, pushInfo, universal, unenrolled);
  }

  Samples pushing() {
    return new Samples(
        timeout, failMode, factors, true, pushLimit, pushInfo, universal, unenrolled);
  }

  Samples limited(int pushes) {
    return new Samples(
        timeout, failMode, factors, autopush, pushes, pushInfo, universal, unenrolled);
  }

  Samples withoutPushInfo() {
    return new Samples(
        timeout, failMode, factors, autopush, pushLimit, false, universal, unenrolled);
  }

  Samples atUniversalPrompt() {
    return new Samples(timeout, failMode, factors, autopush, pushLimit, pushInfo, true, unenrolled);
  }

  Samples enrolling() {
    return new Samples(
        timeout,
        failMode,
        factors,
        autopush,
        pushLimit,
        pushInfo,
        universal,
        UnenrolledPolicy.ENROLL);
  }

  DuoMfaSettings build() {
    return build(Optional.empty());
  }

  /** With an earlier MFA that counts. */
  DuoMfaSettings build(Optional<GraceSettings> grace) {
    return new DuoMfaSettings(
        new DuoIntegration("DI", new Secret("key"), universal),
        new DuoConnection(new HostAndPort("duo.test", 443), Optional.empty(), Optional.empty()),
        timeout,
        failMode,
        factors,
        autopush,
        pushInfo,
        pushLimit,
        unenrolled,
        new Prompt(Optional.empty(), false),
        HelpLink.NONE,
        Exemptions.NONE,
        NetworkRules.NONE,
        Mapping.NONE,
        grace,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        GatewaySettings.NONE,
        LogLevel.INFO,
        SharedOptions.NONE,
        Integer.toHexString(
            Objects.hash(
                timeout, failMode, factors, autopush, pushLimit, pushInfo, universal, unenrolled)));
  }
}
