package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.DuoUsername;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The reader of the sections {@code usermapping} and {@code username_transform}. */
final class MappingOptions {
  /** RFC 4512, section 2.5: a name or OID, and options such as a language. */
  private static final Pattern LDAP_ATTRIBUTE =
      Pattern.compile("([A-Za-z][A-Za-z0-9-]*|[0-9]+(\\.[0-9]+)+)(;[A-Za-z0-9-]+)*");

  private MappingOptions() {}

  static Mapping read(OptionReader reader) {
    return new Mapping(
        explicit(reader),
        ldapAttribute(reader),
        reader.text(SettingKey.MAPPING_USER_ATTRIBUTE),
        domain(reader),
        reader.flag(SettingKey.IGNORE_UPN_SUFFIX));
  }

  private static Map<String, String> explicit(OptionReader reader) {
    SettingKey key = SettingKey.MAPPING_EXPLICIT;
    Map<String, String> map = new LinkedHashMap<>();
    String text = reader.text(key).orElse("[]");
    Optional<List<MapEntry>> pairs = MapEntry.parse(text);
    if (pairs.isEmpty()) {
      reader.reject(key, text, "a JSON array of {\"key\":\"user name\",\"value\":\"Duo name\"}");
    }
    for (MapEntry pair : pairs.orElse(List.of())) {
      String name = pair.name().strip().toLowerCase(Locale.ROOT);
      if (name.isEmpty()) {
        reader.reject(key, pair.name(), "a user name beside each Duo name");
      } else if (DuoUsername.of(pair.value()).isEmpty()) {
        reader.reject(
            key,
            pair.name() + "=" + pair.value(),
            "a Duo name beside each user name, without blanks around it or control characters");
      } else if (map.putIfAbsent(name, pair.value()) != null) {
        reader.reject(key, pair.name(), "each user name once, whatever its case");
      }
    }
    return map;
  }

  private static Optional<String> ldapAttribute(OptionReader reader) {
    SettingKey key = SettingKey.MAPPING_LDAP_ATTRIBUTE;
    Optional<String> attribute = reader.text(key);
    attribute
        .filter(name -> !LDAP_ATTRIBUTE.matcher(name).matches())
        .ifPresent(name -> reader.reject(key, name, "the name of an LDAP attribute"));
    if (attribute.isPresent() && reader.text(SettingKey.LDAP_SERVER_NAME).isEmpty()) {
      reader.missingFor(SettingKey.LDAP_SERVER_NAME, key);
    }
    return attribute;
  }

  private static Optional<String> domain(OptionReader reader) {
    Optional<String> domain = reader.text(SettingKey.APPEND_DOMAIN);
    domain
        .filter(name -> name.contains("@") || name.contains(" ") || DuoUsername.of(name).isEmpty())
        .ifPresent(
            name ->
                reader.reject(
                    SettingKey.APPEND_DOMAIN, name, "a domain without an at sign and blanks"));
    return domain;
  }
}
