package io.github.keycloakduo.sps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ImportResult.Rejected;
import io.github.keycloakduo.importing.ParseError;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Imports for tests. */
final class Imports {
  /** The secret of {@link #COMPLETE}. */
  static final String SKEY = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

  /** The least that makes a configuration. */
  static final String LEAST =
      """
      [duo]
      ikey = DIXXXXXXXXXXXXXXXXXX
      skey = c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00
      host = api-1234.duosecurity.com
      """;

  /** Every section and option of the parameter reference, as an administrator may have them. */
  static final String COMPLETE =
      """
      # Gateway of the north
      [duo]
       ikey=$
       skey=$
       host=api-1234.duosecurity.com
       timeout=45
       ignore_conn_err=no

       [auth]
       prompt: Return for a push, or a code:
       disable_echo=yes

       [connection_limit by=client_ip_gateway_user]
       limit=2

       [authentication_cache]
       soft_timeout=900
       hard_timeout=28800
       conn_limit=50
        ######[WHITELIST]######

       [whitelist source=user_list]
       name=emergency

       [whitelist source=ldap_server_group]
       allow=no_user
       except=Operators, Night Shift

       ######[USERMAPPING]######

       [usermapping source=explicit]
       Mary=mary.major
       john=jd

       [usermapping source=ldap_server]
       user_attribute=description

       [username_transform]
       append_domain=north.example

       [ldap_server]
       name=directory

       [credential_store]
       name=north

       [logging]
       log_level=info

       [https_proxy]
       server=proxy.north.example
       port=3128

       [question_1]
       key=ticket
       prompt=Which ticket?
       disable_echo=no

       [question_2]...
      """;

  private static final AllowedRoutes DUO_ONLY = AllowedRoutes.DEFAULT;

  private Imports() {}

  static ImportResult of(byte[] file) {
    return new SpsImporter(DUO_ONLY).read(file, "");
  }

  static ImportResult of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Converted converted(String text) {
    ImportResult result = of(text);
    assertThat(result).isInstanceOf(Converted.class);
    return (Converted) result;
  }

  static List<String> errors(String text) {
    return errors(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> errors(byte[] file) {
    ImportResult result = of(file);
    assertThat(result).isInstanceOf(Rejected.class);
    return ((Rejected) result).errors().stream().map(ParseError::text).toList();
  }

  /** The lines of the report that are about one option. */
  static List<ReportLine> lines(Converted converted, String section, String option) {
    return converted.report().stream()
        .filter(line -> line.section().equals(section) && line.option().equals(option))
        .toList();
  }

  /** The only line that is about one option. */
  static ReportLine line(Converted converted, String section, String option) {
    assertThat(lines(converted, section, option)).hasSize(1);
    return lines(converted, section, option).get(0);
  }

  static SpsExport export(Map<String, String> config) {
    return new SpsExporter(DUO_ONLY).export(config, "");
  }

  static ConfigResult parse(Map<String, String> config, Map<String, String> vault) {
    return new SettingsParser(DUO_ONLY)
        .parse(
            config,
            expression ->
                Optional.ofNullable(vault.get(expression.replaceAll("^\\$\\{vault\\.|}$", ""))));
  }

  /** What a login reads. */
  static DuoMfaSettings valid(Map<String, String> config, Map<String, String> vault) {
    ConfigResult parsed = parse(config, vault);
    assertThat(parsed).isInstanceOf(ConfigResult.Valid.class);
    return ((ConfigResult.Valid) parsed).settings();
  }
}
