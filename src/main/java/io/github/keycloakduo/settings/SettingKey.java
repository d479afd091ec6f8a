package io.github.keycloakduo.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a configuration, with the shape of its value and its default. Label and help text
 * stand under the same key in {@code settings.properties}.
 */
public enum SettingKey {
  DUO_IKEY("duo.ikey", Type.STRING),
  DUO_SKEY("duo.skey", Type.SECRET),
  DUO_HOST("duo.host", Type.STRING),
  DUO_TIMEOUT("duo.timeout", Type.INTEGER, "60"),
  DUO_IGNORE_CONN_ERR("duo.ignore_conn_err", Type.BOOLEAN, "false"),
  DUO_IGNORE_SERVER_ERR("duo.ignore_server_err", Type.BOOLEAN, "false"),
  DUO_MODE("duo.mode", Type.CHOICE, "form", "form", "universal"),
  DUO_FACTORS(
      "duo.factors",
      Type.LIST,
      "push##passcode",
      "push",
      "passcode",
      "sms",
      "phone",
      "security_key"),
  DUO_AUTOPUSH("duo.autopush", Type.BOOLEAN, "false"),
  DUO_PUSH_INFO("duo.push_info", Type.BOOLEAN, "true"),
  DUO_PUSH_LIMIT("duo.push_limit", Type.INTEGER, "5"),
  DUO_CA_CERTIFICATES("duo.ca_certificates", Type.TEXT),
  DUO_OUTAGE_FACTORS("duo.outage_factors", Type.LIST, "", "otp", "recovery_code"),
  DUO_UNENROLLED("duo.unenrolled", Type.CHOICE, "deny", "deny", "portal", "enroll"),
  AUTH_PROMPT(
      "auth.prompt", Type.STRING, "Press Enter for push notification or type one-time password:"),
  AUTH_DISABLE_ECHO("auth.disable_echo", Type.BOOLEAN, "false"),
  HELP_URL("help.url", Type.STRING),
  HELP_TEXT("help.text", Type.STRING),
  CONNECTION_LIMIT_LIMIT("connection_limit.limit", Type.INTEGER, "0"),
  CONNECTION_LIMIT_ACTION("connection_limit.action", Type.CHOICE, "deny", "deny", "end_oldest"),
  CACHE_SOFT_TIMEOUT("authentication_cache.soft_timeout", Type.INTEGER),
  CACHE_HARD_TIMEOUT("authentication_cache.hard_timeout", Type.INTEGER),
  CACHE_REUSE_LIMIT("authentication_cache.reuse_limit", Type.INTEGER, "0"),
  CACHE_BIND("authentication_cache.bind", Type.CHOICE, "ip", "ip", "ip_device"),
  CACHE_ASK("authentication_cache.ask", Type.BOOLEAN, "false"),
  USER_LIST_ALLOW("whitelist.user_list.allow", Type.CHOICE, "", "no_user", "all_users"),
  USER_LIST_EXCEPT("whitelist.user_list.except", Type.LIST),
  USER_LIST_NAME("whitelist.user_list.name", Type.STRING),
  GROUPS_ALLOW("whitelist.ldap_server_group.allow", Type.CHOICE, "", "no_user", "all_users"),
  GROUPS_EXCEPT("whitelist.ldap_server_group.except", Type.LIST),
  NETWORK_EXEMPT("network.exempt", Type.LIST),
  NETWORK_REQUIRE("network.require", Type.LIST),
  MAPPING_EXPLICIT("usermapping.explicit", Type.MAP),
  MAPPING_LDAP_ATTRIBUTE("usermapping.ldap_server.user_attribute", Type.STRING),
  MAPPING_USER_ATTRIBUTE("usermapping.user_attribute", Type.STRING),
  APPEND_DOMAIN("username_transform.append_domain", Type.STRING),
  IGNORE_UPN_SUFFIX("username_transform.ignore_upn_suffix", Type.BOOLEAN, "false"),
  LDAP_SERVER_NAME("ldap_server.name", Type.STRING),
  CREDENTIAL_STORE_NAME("credential_store.name", Type.STRING),
  LOG_LEVEL(
      "logging.log_level", Type.CHOICE, "info", "debug", "info", "warning", "error", "critical"),
  HTTPS_PROXY_SERVER("https_proxy.server", Type.STRING),
  HTTPS_PROXY_PORT("https_proxy.port", Type.INTEGER, "3128"),
  HTTPS_PROXY_USERNAME("https_proxy.username", Type.STRING),
  HTTPS_PROXY_PASSWORD("https_proxy.password", Type.SECRET),
  QUESTION_1_KEY("question_1.key", Type.STRING),
  QUESTION_1_PROMPT("question_1.prompt", Type.STRING),
  QUESTION_1_DISABLE_ECHO("question_1.disable_echo", Type.BOOLEAN, "false"),
  QUESTION_2_KEY("question_2.key", Type.STRING),
  QUESTION_2_PROMPT("question_2.prompt", Type.STRING),
  QUESTION_2_DISABLE_ECHO("question_2.disable_echo", Type.BOOLEAN, "false"),
  QUESTION_3_KEY("question_3.key", Type.STRING),
  QUESTION_3_PROMPT("question_3.prompt", Type.STRING),
  QUESTION_3_DISABLE_ECHO("question_3.disable_echo", Type.BOOLEAN, "false"),
  QUESTION_4_KEY("question_4.key", Type.STRING),
  QUESTION_4_PROMPT("question_4.prompt", Type.STRING),
  QUESTION_4_DISABLE_ECHO("question_4.disable_echo", Type.BOOLEAN, "false"),
  QUESTION_5_KEY("question_5.key", Type.STRING),
  QUESTION_5_PROMPT("question_5.prompt", Type.STRING),
  QUESTION_5_DISABLE_ECHO("question_5.disable_echo", Type.BOOLEAN, "false"),
  GATEWAY_OTP_IN_USERNAME("gateway.otp_in_username", Type.BOOLEAN, "false"),
  GATEWAY_CLIENTS("gateway.clients", Type.LIST),
  GATEWAY_MAX_WAITING("gateway.max_waiting", Type.INTEGER, "0"),
  SHARED_CONFIG("shared.config", Type.STRING);

  /** The shape of a value. */
  public enum Type {
    STRING,
    /** A string that is never shown. */
    SECRET,
    /** Several lines. */
    TEXT,
    INTEGER,
    BOOLEAN,
    /** One of {@link SettingKey#options()}. */
    CHOICE,
    /** Several in order, of {@link SettingKey#options()} where there are any. */
    LIST,
    /** Names and values, each name once. */
    MAP
  }

  private static final String KEYCLOAK_PREFIX = "default.reference.";

  private final String id;
  private final Type type;
  private final String defaultValue;
  private final List<String> options;

  SettingKey(String id, Type type) {
    this(id, type, "");
  }

  SettingKey(String id, Type type, String defaultValue, String... options) {
    this.id = id;
    this.type = type;
    this.defaultValue = defaultValue;
    this.options = List.of(options);
  }

  /** The name administrators see and script against, such as {@code duo.timeout}. */
  public String id() {
    return id;
  }

  public Type type() {
    return type;
  }

  /** What holds when the key is absent or blank; empty when there is no default. */
  public Optional<String> defaultValue() {
    return defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue);
  }

  /** The words a value may consist of; empty when it is free. */
  public List<String> options() {
    return options;
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return type == Type.SECRET;
  }

  /** The entry of the vault in which a credential store of that name keeps the value. */
  public String vaultKey(String store) {
    return store + "_" + id.replace('.', '_');
  }

  /** Whether an option is Keycloak's own, which every execution may carry. */
  public static boolean isKeycloaksOwn(String id) {
    return id.startsWith(KEYCLOAK_PREFIX);
  }

  /** The key of that name, if this product has it. */
  public static Optional<SettingKey> of(String id) {
    return Arrays.stream(values()).filter(key -> key.id.equals(id)).findFirst();
  }
}
