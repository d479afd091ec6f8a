package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.HttpsProxy.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The contract's table of options, for every key. */
final class OptionTable {
  private static final String TOKEN = "visible ASCII characters without blanks and colons";
  private static final Optional<Credentials> NOBODY = Optional.empty();
  private static final Map<SettingKey, OptionRow> ROWS = new EnumMap<>(SettingKey.class);

  static {
    ROWS.put(
        SettingKey.DUO_IKEY,
        OptionRow.of(s -> s.integration().ikey())
            .takes("DIABCDEFGHIJKLMNOPQR", "DIABCDEFGHIJKLMNOPQR")
            .takes(" DI2 ", "DI2")
            .refuses(TOKEN, "DI ABC", "DI:ABC", "DIÄ", "DI\nX-Evil: 1"));
    ROWS.put(
        SettingKey.DUO_SKEY,
        OptionRow.of(s -> s.integration().skey())
            .takes("0123456789abcdef", new Secret("0123456789abcdef"))
            .takes(" cafe\n", new Secret("cafe"))
            .refuses(TOKEN, "top secret", "top:secret", "geheimnisträger", "top\u0000secret")
            .hidesThem());
    ROWS.put(
        SettingKey.DUO_HOST,
        OptionRow.of(s -> s.connection().host())
            .takes("API-1.DuoSecurity.com", new HostAndPort("api-1.duosecurity.com", 443))
            .takes("api-2.duofederal.com:443", new HostAndPort("api-2.duofederal.com", 443))
            .takes("duo.example:8443", new HostAndPort("duo.example", 8443))
            .refuses(
                "a host of duosecurity.com or duofederal.com, or one that the server option"
                    + " spi-authenticator--duo-mfa--allowed-hosts lists",
                "evilduosecurity.com",
                "api-1.duosecurity.com.evil.example",
                "api-1.duosecurity.com:8443",
                "duo.example"));
    ROWS.put(
        SettingKey.DUO_TIMEOUT,
        OptionRow.of(DuoMfaSettings::timeout)
            .holds(Duration.ofSeconds(60))
            .takes("1", Duration.ofSeconds(1))
            .takes("600", Duration.ofSeconds(600))
            .refuses(
                "an integer from 1 to 600", "0", "601", "-1", "60s", "1.5", "99999999999", "٣"));
    ROWS.put(
        SettingKey.DUO_IGNORE_CONN_ERR,
        OptionRow.flag(false, s -> s.failMode().opensWhenUnreachable()));
    ROWS.put(
        SettingKey.DUO_IGNORE_SERVER_ERR,
        OptionRow.flag(false, s -> s.failMode().serverErrorsCount()));
    ROWS.put(
        SettingKey.DUO_MODE,
        OptionRow.of(DuoMfaSettings::isUniversal)
            .holds(false)
            .takes("form", false)
            .takes("Form", false)
            .takes("universal", true)
            .takes(" UNIVERSAL ", true)
            .refuses("form or universal", "frm", "universal!", "form universal"));
    ROWS.put(
        SettingKey.DUO_FACTORS,
        OptionRow.of(DuoMfaSettings::factors)
            .holds(List.of(Factor.PUSH, Factor.PASSCODE))
            .takes("sms##push##passcode", List.of(Factor.SMS, Factor.PUSH, Factor.PASSCODE))
            .takes("phone,passcode", List.of(Factor.PHONE, Factor.PASSCODE))
            .takes(" Push , PUSH,##passcode ", List.of(Factor.PUSH, Factor.PASSCODE))
            .takes("security_key,push", List.of(Factor.SECURITY_KEY, Factor.PUSH))
            .refuses(
                "any of push, passcode, sms, phone, security_key",
                "push##mobile",
                "u2f",
                "push passcode"));
    ROWS.put(SettingKey.DUO_AUTOPUSH, OptionRow.flag(false, DuoMfaSettings::autopush));
    ROWS.put(SettingKey.DUO_PUSH_INFO, OptionRow.flag(true, DuoMfaSettings::pushInfo));
    ROWS.put(
        SettingKey.DUO_PUSH_LIMIT,
        OptionRow.of(DuoMfaSettings::pushLimit)
            .holds(5)
            .takes("0", 0)
            .takes("2147483647", Integer.MAX_VALUE)
            .refuses("an integer from 0 to 2147483647", "-1", "2147483648", "none", "0x5", "5 5"));
    ROWS.put(
        SettingKey.DUO_CA_CERTIFICATES,
        OptionRow.of(s -> s.connection().trust())
            .holds(Optional.empty())
            .takes(SamplePem.ONE, Optional.of(new CaCertificates(List.of(SamplePem.ONE))))
            .takes(
                SamplePem.ONE + SamplePem.OTHER,
                Optional.of(new CaCertificates(List.of(SamplePem.ONE, SamplePem.OTHER))))
            .refuses("PEM", "all", SamplePem.broken(), SamplePem.ONE + SamplePem.broken())
            .hidesThem());
    ROWS.put(
        SettingKey.DUO_OUTAGE_FACTORS,
        OptionRow.of(s -> s.failMode().otherFactors())
            .holds(List.of())
            .takes("otp", List.of(Factor.OTP))
            .takes("recovery_code##otp", List.of(Factor.RECOVERY_CODE, Factor.OTP))
            .takes(" OTP , otp,##Recovery_Code", List.of(Factor.OTP, Factor.RECOVERY_CODE))
            .refuses("any of otp, recovery_code", "otp##push", "totp", "none"));
    ROWS.put(
        SettingKey.DUO_UNENROLLED,
        OptionRow.of(DuoMfaSettings::unenrolled)
            .holds(UnenrolledPolicy.DENY)
            .takes("deny", UnenrolledPolicy.DENY)
            .takes("portal", UnenrolledPolicy.PORTAL)
            .takes("enroll", UnenrolledPolicy.ENROLL)
            .refuses("deny or portal or enroll", "allow", "bypass"));
    ROWS.put(
        SettingKey.AUTH_PROMPT,
        OptionRow.of(s -> s.prompt().text())
            .holds(Optional.empty())
            .takes("Press Enter for push notification or type one-time password:", Optional.empty())
            .takes("Code, bitte:", Optional.of("Code, bitte:")));
    ROWS.put(SettingKey.AUTH_DISABLE_ECHO, OptionRow.flag(false, s -> s.prompt().hidesInput()));
    ROWS.put(
        SettingKey.HELP_URL,
        OptionRow.of(s -> s.help().url())
            .holds(Optional.empty())
            .takes("https://help.example", Optional.of(URI.create("https://help.example")))
            .takes(
                " HTTPS://help.example:8443/a?b=c#d ",
                Optional.of(URI.create("HTTPS://help.example:8443/a?b=c#d")))
            .refuses(
                "an https address",
                "http://help.example",
                "javascript:alert(1)",
                "help.example",
                "https:help",
                "https:///help",
                "https://help.example/a b",
                "ftp://help.example",
                "//help.example"));
    ROWS.put(
        SettingKey.HELP_TEXT,
        OptionRow.of(s -> s.help().text())
            .holds(Optional.empty())
            .takes("Hilfe?", Optional.of("Hilfe?"))
            .takes("${helpText}", Optional.of("${helpText}")));
    proxy();
    ROWS.putAll(PolicyOptionTable.rows());
  }

  private OptionTable() {}

  private static void proxy() {
    ROWS.put(
        SettingKey.HTTPS_PROXY_SERVER,
        OptionRow.of(s -> s.connection().proxy())
            .holds(Optional.empty())
            .takes("Proxy.example", Optional.of(new HttpsProxy("proxy.example", 3128, NOBODY)))
            .takes("10.0.0.1", Optional.of(new HttpsProxy("10.0.0.1", 3128, NOBODY)))
            .refuses(
                "a host name without port", "proxy.example:3128", "http://proxy.example", "a b"));
    ROWS.put(
        SettingKey.HTTPS_PROXY_PORT,
        behindProxy(HttpsProxy::port)
            .holds(3128)
            .takes("1", 1)
            .takes("65535", 65535)
            .refuses("an integer from 1 to 65535", "0", "65536", "http", "-3128"));
    ROWS.put(
        SettingKey.HTTPS_PROXY_USERNAME,
        behindProxy(HttpsProxy::credentials)
            .holds(NOBODY)
            .takes("joe", Optional.of(new Credentials("joe", new Secret(""))))
            .takes("CORP\\jö e", Optional.of(new Credentials("CORP\\jö e", new Secret(""))))
            .refuses("a name without one", "joe:secret")
            .hidesThem());
    ROWS.put(
        SettingKey.HTTPS_PROXY_PASSWORD,
        behindProxy(p -> p.credentials().map(Credentials::password))
            .beside("https_proxy.username", "joe")
            .holds(Optional.of(new Secret("")))
            .takes("pass: wörd", Optional.of(new Secret("pass: wörd"))));
  }

  private static OptionRow behindProxy(Function<HttpsProxy, Object> component) {
    return OptionRow.of(s -> component.apply(s.connection().proxy().orElseThrow()))
        .beside("https_proxy.server", "proxy.example");
  }

  static OptionRow of(SettingKey key) {
    OptionRow row = ROWS.get(key);
    if (row == null) {
      throw new AssertionError(key + " has no row: state default, meaning and refusals here");
    }
    return row;
  }
}
