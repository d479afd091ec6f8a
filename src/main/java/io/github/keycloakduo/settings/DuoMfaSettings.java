package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of a complete and valid configuration.
 *
 * @param timeout deadline of one talk with Duo, the wait for a push included; 1 to 600 s
 * @param factors what users may choose, in the order they are offered; never empty
 * @param autopush whether the first factor starts by itself
 * @param pushInfo whether a push shows client, address, realm and real user name
 * @param pushLimit pushes, calls and SMS per {@link #accountKey} in ten minutes; 0 for no limit
 * @param unenrolled what happens to users unknown to Duo
 * @param help where pages send people who cannot go on
 * @param exemptions who needs no MFA
 * @param network what the address of the client means
 * @param mapping how a gateway user becomes a Duo identity
 * @param grace how long an earlier MFA still counts; absent when it never does
 * @param sessionLimit absent when there is no limit
 * @param directory name of the realm's LDAP provider ({@code ldap_server.name}); there whenever
 *     exemptions or mapping need it
 * @param questions asked after MFA, in order; their keys differ
 * @param gateway what gateways may do
 * @param shared what the configuration and the one that it shares have differently
 * @param fingerprint changes whenever any option changes; reveals none
 */
public record DuoMfaSettings(
    DuoIntegration integration,
    DuoConnection connection,
    Duration timeout,
    FailMode failMode,
    List<Factor> factors,
    boolean autopush,
    boolean pushInfo,
    int pushLimit,
    UnenrolledPolicy unenrolled,
    Prompt prompt,
    HelpLink help,
    Exemptions exemptions,
    NetworkRules network,
    Mapping mapping,
    Optional<GraceSettings> grace,
    Optional<SessionLimitSettings> sessionLimit,
    Optional<String> directory,
    List<Question> questions,
    GatewaySettings gateway,
    LogLevel logLevel,
    SharedOptions shared,
    String fingerprint) {
  public DuoMfaSettings {
    factors = List.copyOf(factors);
    questions = List.copyOf(questions);
  }

  /** Whether users unknown to Duo are shown its enrolment link. */
  public boolean showsPortal() {
    return unenrolled != UnenrolledPolicy.DENY;
  }

  /** Whether the login itself enrols users unknown to Duo; Duo's own page does so by itself. */
  public boolean enrolsInLogin() {
    return unenrolled == UnenrolledPolicy.ENROLL && !isUniversal();
  }

  /** Whether users are sent to Duo's own page, which only a browser can show. */
  public boolean isUniversal() {
    return integration.universal();
  }

  /**
   * The key of the account at Duo that a name means under these settings, as 64 hexadecimal digits:
   * the same for all realms and users that reach it. Duo does not tell names apart by case.
   */
  public String accountKey(DuoUsername username) {
    return StableHash.of(
        List.of(
            connection.host().authority(),
            integration.ikey(),
            username.name().toLowerCase(Locale.ROOT)));
  }
}
