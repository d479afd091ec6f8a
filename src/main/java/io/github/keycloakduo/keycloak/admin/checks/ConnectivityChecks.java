package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Result;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of proxy, TLS and reachability by one unsigned ping. */
final class ConnectivityChecks {
  private static final Set<Kind> OF_THE_PROXY =
      EnumSet.of(Kind.PROXY_UNREACHABLE, Kind.PROXY_DENIED);

  /** After these, whether a certificate was seen is not known; most likely none was. */
  private static final Set<Kind> NOT_CONNECTED =
      EnumSet.of(
          Kind.REFUSED, Kind.NO_ROUTE, Kind.CONNECT_TIMEOUT, Kind.CONNECTION_LOST, Kind.INTERNAL);

  private static final Set<Kind> NAME_OR_TLS = EnumSet.of(Kind.DNS, Kind.CERTIFICATE);

  private final DuoRoute route;
  private final Optional<String> root;

  /**
   * Checks of a route.
   *
   * @param root the root certificate of the answer, if there was one
   */
  ConnectivityChecks(DuoRoute route, Optional<String> root) {
    this.route = route;
    this.root = root;
  }

  List<CheckResult> of(Result<Long> ping) {
    return ping.match(
        time -> List.of(proxy(), tls(), CheckResult.passed(CheckName.PING, "Duo answers")),
        this::failed);
  }

  private List<CheckResult> failed(Fault fault) {
    if (failsAtProxy(fault.kind())) {
      String because = "no connection gets beyond the proxy";
      return List.of(
          CheckResult.failed(
              CheckName.PROXY, "https_proxy.server: " + fault.detail() + at(route.proxy())),
          CheckResult.skipped(CheckName.TLS, because),
          CheckResult.skipped(CheckName.PING, because));
    }
    if (NAME_OR_TLS.contains(fault.kind())) {
      return List.of(
          proxy(),
          CheckResult.failed(CheckName.TLS, ofTheHost(fault)),
          CheckResult.skipped(CheckName.PING, "there is no connection"));
    }
    if (NOT_CONNECTED.contains(fault.kind())) {
      return List.of(
          proxy(),
          CheckResult.skipped(CheckName.TLS, "there is no connection over which Duo answers"),
          CheckResult.failed(CheckName.PING, ofTheHost(fault)));
    }
    return List.of(
        proxy(), tls(), CheckResult.failed(CheckName.PING, fault.detail() + hint(fault)));
  }

  /** A timeout behind a proxy cannot be told from a proxy that does not answer. */
  private boolean failsAtProxy(Kind kind) {
    return OF_THE_PROXY.contains(kind)
        || (kind == Kind.CONNECT_TIMEOUT && route.proxy().isPresent());
  }

  private CheckResult proxy() {
    return CheckResult.passed(
        CheckName.PROXY,
        route
            .proxy()
            .map(proxy -> "the proxy " + proxy + " makes connections")
            .orElse("no proxy is configured"));
  }

  private CheckResult tls() {
    return CheckResult.passed(
        CheckName.TLS,
        route.host()
            + " has a certificate that is trusted"
            + root.map(name -> ", by the root certificate " + name).orElse(""));
  }

  private String ofTheHost(Fault fault) {
    return fault.kind() == Kind.INTERNAL
        ? fault.detail()
        : "duo.host: " + fault.detail() + at(Optional.of(route.host())) + hint(fault);
  }

  private static String at(Optional<String> place) {
    return place.map(name -> " (" + name + ")").orElse("");
  }

  private static String hint(Fault fault) {
    return switch (fault.kind()) {
      case DNS -> "; take the API hostname from the Duo admin panel";
      case CERTIFICATE ->
          "; if a device on the way inspects TLS, put its CA into duo.ca_certificates";
      case BAD_ANSWER, UNEXPECTED_STATUS -> "; is duo.host the API hostname of the application?";
      default -> "";
    };
  }
}
