package io.github.keycloakduo.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every key of a configuration, with the shape of its value and its default. Label and help text
 * stand under the same key in {@code settings.properties}.
 */
public enum SettingKey {
  DUO_IKEY("duo.ikey", Type.STRING),
  DUO_SKEY("duo.skey", Type.SECRET),
  DUO_HOST("duo.host", Type.STRING),
  DUO_TIMEOUT("duo.timeout", Type.INTEGER, "60"),
  DUO_IGNORE_CONN_ERR("duo.ignore_conn_err", Type.BOOLEAN, "false"),
  DUO_IGNORE_SERVER_ERR("duo.ignore_server_err", Type.BOOLEAN, "false"),
  DUO_MODE("duo.mode", Type.CHOICE, "form", "form"),
  DUO_FACTORS("duo.factors", Type.LIST, "push##passcode", "push", "passcode", "sms", "phone"),
  DUO_AUTOPUSH("duo.autopush", Type.BOOLEAN, "false"),
  DUO_PUSH_INFO("duo.push_info", Type.BOOLEAN, "true"),
  DUO_PUSH_LIMIT("duo.push_limit", Type.INTEGER, "5"),
  DUO_CA_CERTIFICATES("duo.ca_certificates", Type.TEXT),
  DUO_UNENROLLED("duo.unenrolled", Type.CHOICE, "deny", "deny", "portal"),
  AUTH_PROMPT("auth.prompt", Type.STRING, Prompt.DEFAULT_TEXT),
  AUTH_DISABLE_ECHO("auth.disable_echo", Type.BOOLEAN, "false"),
  HTTPS_PROXY_SERVER("https_proxy.server", Type.STRING),
  HTTPS_PROXY_PORT("https_proxy.port", Type.INTEGER, "3128"),
  HTTPS_PROXY_USERNAME("https_proxy.username", Type.STRING),
  HTTPS_PROXY_PASSWORD("https_proxy.password", Type.SECRET);

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
    /** Several of {@link SettingKey#options()}, in order. */
    LIST
  }

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

  /** The key of that name, if this product has it. */
  public static Optional<SettingKey> of(String id) {
    return Arrays.stream(values()).filter(key -> key.id.equals(id)).findFirst();
  }
}
