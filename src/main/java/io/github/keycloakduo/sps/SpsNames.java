package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of the names that the parameter reference of the Duo plugin for One Identity SPS has
 * for the keys, and of other spellings found in its samples. A key is the section, a dot and the
 * option, but for sections that say a {@code source} or {@code by}; keys of this product alone
 * follow the same rule.
 */
final class SpsNames {
  /** The section whose options are users. */
  static final String EXPLICIT = "usermapping source=explicit";

  private static final Pattern QUESTION = Pattern.compile("question_[0-9]+");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern EQUALS = Pattern.compile(" ?= ?");

  /** No name is as long, and nobody needs a hint for more. */
  private static final int MAX_LENGTH = 100;

  /** The sections that are called otherwise than in the keys. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "connection_limit", "connection_limit by=client_ip_gateway_user",
          "whitelist.user_list", "whitelist source=user_list",
          "whitelist.ldap_server_group", "whitelist source=ldap_server_group",
          "usermapping.ldap_server", "usermapping source=ldap_server");

  /** Other spellings of sections. */
  private static final Map<String, String> VARIANT_SECTIONS =
      Map.of(
          "https-proxy", "https_proxy",
          "usermapping source=ldap", "usermapping source=ldap_server");

  /** Other spellings of options; the reference itself once calls the port of the proxy a name. */
  private static final Map<SettingKey, String> VARIANT_OPTIONS =
      Map.of(
          SettingKey.DUO_IGNORE_CONN_ERR, "ignore_connection_error",
          SettingKey.CACHE_REUSE_LIMIT, "conn_limit",
          SettingKey.HTTPS_PROXY_PORT, "name");

  /** Section, option, key. */
  private static final Map<String, Map<String, SpsName>> NAMES = names();

  private SpsNames() {}

  private static Map<String, Map<String, SpsName>> names() {
    Map<String, Map<String, SpsName>> names = new LinkedHashMap<>();
    for (SettingKey key : SettingKey.values()) {
      Map<String, SpsName> options =
          names.computeIfAbsent(section(key), none -> new LinkedHashMap<>());
      options.put(option(key), new SpsName(key, false));
      Optional.ofNullable(VARIANT_OPTIONS.get(key))
          .ifPresent(variant -> options.put(variant, new SpsName(key, true)));
    }
    VARIANT_SECTIONS.forEach(
        (variant, section) -> {
          Map<String, SpsName> options = new LinkedHashMap<>();
          names
              .getOrDefault(section, Map.of())
              .forEach((option, name) -> options.put(option, new SpsName(name.key(), true)));
          names.put(variant, options);
        });
    return names;
  }

  /** The section in which the original has the key. */
  static String section(SettingKey key) {
    String prefix = key.id().substring(0, key.id().lastIndexOf('.'));
    return HEADERS.getOrDefault(prefix, prefix);
  }

  /** The option by which the original has the key. */
  static String option(SettingKey key) {
    return key.id().substring(key.id().lastIndexOf('.') + 1);
  }

  /** The options that a section may have; none if it is unknown, or has users for options. */
  static Map<String, SpsName> options(String section) {
    return NAMES.getOrDefault(section, Map.of());
  }

  /** Whether it is a question beyond those there are. */
  static boolean isQuestion(String section) {
    return QUESTION.matcher(section).matches();
  }

  /**
   * The section that was probably meant. Only a person can say so: the original passes over a
   * section with a typing error, and what it should have allowed is not allowed today.
   */
  static Optional<String> similar(String section) {
    if (section.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String plain = plain(section);
    return Stream.concat(NAMES.keySet().stream(), Stream.of(EXPLICIT))
        .filter(name -> plain(name).equals(plain) || name.startsWith(plain + " "))
        .findFirst();
  }

  private static String plain(String section) {
    String lower = section.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return EQUALS.matcher(BLANKS.matcher(lower).replaceAll(" ")).replaceAll("=");
  }
}
