package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parser of the strings that Keycloak stores into typed settings, or into problems. */
public final class SettingsParser {
  private final AllowedRoutes allowed;

  /**
   * For a server.
   *
   * @param allowed the hosts and proxies that its operator allows
   */
  public SettingsParser(AllowedRoutes allowed) {
    this.allowed = allowed;
  }

  /** Reads a configuration that shares no other; never throws, whatever it holds. */
  public ConfigResult parse(Map<String, String> stored, VaultLookup vault) {
    return parse(RawConfig.of(stored, alias -> List.of(), vault), vault);
  }

  /** Reads a configuration; never throws, whatever it holds. */
  public ConfigResult parse(RawConfig stored, VaultLookup vault) {
    ResolvedOptions options = ResolvedOptions.read(stored, vault);
    OptionReader reader = new OptionReader(options);
    DuoMfaSettings settings = read(reader, stored.shared(), options.fingerprint());
    List<ConfigProblem> problems = ConfigProblem.causes(options.problems(), reader.problems());
    return problems.isEmpty()
        ? new ConfigResult.Valid(settings, options.fromVault())
        : new ConfigResult.Invalid(problems, settings.help());
  }

  private DuoMfaSettings read(OptionReader reader, SharedOptions shared, String fingerprint) {
    checkStoreName(reader);
    DuoIntegration integration = IntegrationOptions.read(reader);
    return new DuoMfaSettings(
        integration,
        new DuoConnection(host(reader), proxy(reader), trust(reader)),
        Duration.ofSeconds(reader.number(SettingKey.DUO_TIMEOUT, 1, 600)),
        new FailMode(
            reader.flag(SettingKey.DUO_IGNORE_CONN_ERR),
            reader.flag(SettingKey.DUO_IGNORE_SERVER_ERR),
            outageFactors(reader)),
        factors(reader, integration),
        reader.flag(SettingKey.DUO_AUTOPUSH),
        reader.flag(SettingKey.DUO_PUSH_INFO),
        reader.number(SettingKey.DUO_PUSH_LIMIT, 0, Integer.MAX_VALUE),
        UnenrolledPolicy.of(reader.choice(SettingKey.DUO_UNENROLLED)),
        Prompt.of(
            reader.required(SettingKey.AUTH_PROMPT), reader.flag(SettingKey.AUTH_DISABLE_ECHO)),
        HelpOptions.read(reader),
        ExemptionOptions.read(reader),
        NetworkOptions.read(reader),
        MappingOptions.read(reader),
        LimitOptions.grace(reader),
        LimitOptions.sessions(reader),
        reader.text(SettingKey.LDAP_SERVER_NAME),
        QuestionOptions.read(reader),
        GatewayOptions.read(reader),
        LogLevel.of(reader.choice(SettingKey.LOG_LEVEL)).orElse(LogLevel.INFO),
        shared,
        fingerprint);
  }

  /**
   * Duo's Auth API has one factor, {@code passcode}, for codes of every kind, so that text messages
   * alone cannot be offered. Its Universal Prompt says which kind it was.
   */
  private static List<Factor> factors(OptionReader reader, DuoIntegration integration) {
    List<Factor> factors =
        reader.words(SettingKey.DUO_FACTORS).stream().flatMap(w -> Factor.of(w).stream()).toList();
    if (factors.equals(List.of(Factor.SECURITY_KEY)) && !integration.universal()) {
      reader.invalid(
          SettingKey.DUO_FACTORS,
          "duo.factors: security_key alone is not accepted in duo.mode form; accepted is any of"
              + " push, passcode, sms, phone, or duo.mode universal, since only Duo's own page can"
              + " ask for security keys");
    }
    boolean anyCode = factors.contains(Factor.SMS) && !factors.contains(Factor.PASSCODE);
    if (anyCode && !integration.universal()) {
      reader.invalid(
          SettingKey.DUO_FACTORS,
          "duo.factors: sms without passcode is not accepted; accepted is both or neither, since"
              + " Duo does not tell the code of a text message from other passcodes and would take"
              + " any");
    }
    return factors;
  }

  private static List<Factor> outageFactors(OptionReader reader) {
    return reader.optionalWords(SettingKey.DUO_OUTAGE_FACTORS).stream()
        .flatMap(word -> Factor.ofKeycloak(word).stream())
        .toList();
  }

  private static void checkStoreName(OptionReader reader) {
    reader
        .text(SettingKey.CREDENTIAL_STORE_NAME)
        .filter(name -> !CredentialStore.isName(name))
        .ifPresent(
            name ->
                reader.reject(
                    SettingKey.CREDENTIAL_STORE_NAME,
                    name,
                    "1 to 64 letters, digits, dots, hyphens and underscores"));
  }

  private HostAndPort host(OptionReader reader) {
    String value = reader.required(SettingKey.DUO_HOST);
    Optional<HostAndPort> host = HostAndPort.parse(value).filter(allowed.hosts()::allows);
    if (host.isEmpty() && !value.isEmpty()) {
      reader.reject(SettingKey.DUO_HOST, value, acceptedHost(value));
    }
    return host.orElse(new HostAndPort("invalid", HostAndPort.HTTPS));
  }

  private static String acceptedHost(String value) {
    if (value.contains("/")) {
      return "the host name alone, as in api-1234abcd.duosecurity.com, without \"https://\" and path";
    }
    return HostAndPort.parse(value).isEmpty()
        ? "a host name, as in api-1234abcd.duosecurity.com, or host:port"
        : "a host of duosecurity.com or duofederal.com, or one that the server option"
            + " spi-authenticator--duo-mfa--allowed-hosts lists";
  }

  private Optional<HttpsProxy> proxy(OptionReader reader) {
    Optional<String> server = reader.text(SettingKey.HTTPS_PROXY_SERVER);
    Optional<String> username = reader.text(SettingKey.HTTPS_PROXY_USERNAME);
    Optional<String> password = reader.text(SettingKey.HTTPS_PROXY_PASSWORD);
    int port = reader.number(SettingKey.HTTPS_PROXY_PORT, 1, 65535);
    if (server.isEmpty() && (username.isPresent() || password.isPresent())) {
      String present =
          username.isPresent()
              ? SettingKey.HTTPS_PROXY_USERNAME.id()
              : SettingKey.HTTPS_PROXY_PASSWORD.id();
      reader.missing(SettingKey.HTTPS_PROXY_SERVER, " although " + present + " is set");
    }
    if (username.isEmpty() && password.isPresent()) {
      reader.missing(SettingKey.HTTPS_PROXY_USERNAME, " although there is a password");
    }
    if (username.orElse("").contains(":")) {
      // RFC 7617, section 2: what follows the first colon is the password, so it is not shown.
      reader.invalid(
          SettingKey.HTTPS_PROXY_USERNAME,
          "https_proxy.username has a colon; expected a name without one");
    }
    Optional<HostAndPort> host = server.flatMap(HostAndPort::parse);
    if (server.isPresent() && (host.isEmpty() || server.get().contains(":"))) {
      reader.reject(SettingKey.HTTPS_PROXY_SERVER, server.get(), "a host name without port");
    } else if (host.filter(h -> !allowed.proxies().allows(new HostAndPort(h.host(), port)))
        .isPresent()) {
      reader.reject(
          SettingKey.HTTPS_PROXY_SERVER,
          server.get(),
          "a proxy that, with its https_proxy.port, the server option"
              + " spi-authenticator--duo-mfa--allowed-proxies lists");
    }
    return host.map(
        h ->
            new HttpsProxy(
                h.host(),
                port,
                username.map(u -> new HttpsProxy.Credentials(u, new Secret(password.orElse(""))))));
  }

  private static Optional<CaCertificates> trust(OptionReader reader) {
    Optional<String> text = reader.text(SettingKey.DUO_CA_CERTIFICATES);
    Optional<CaCertificates> certificates = text.flatMap(CaCertificates::parse);
    if (text.isPresent() && certificates.isEmpty()) {
      reader.invalid(
          SettingKey.DUO_CA_CERTIFICATES,
          "duo.ca_certificates holds no readable certificate in PEM form");
    }
    return certificates;
  }
}
