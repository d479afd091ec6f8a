package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.settings.SettingKey;
import java.util.EnumSet;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;

/** The fields of the admin console, one for each key. */
public final class ConfigForm {
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.github.keycloakduo.settings.settings");

  private ConfigForm() {}

  /** One for each key there is. */
  public static List<ProviderConfigProperty> properties() {
    return properties(EnumSet.allOf(SettingKey.class));
  }

  /** One for each of these keys. */
  public static List<ProviderConfigProperty> properties(Set<SettingKey> keys) {
    return keys.stream().sorted().map(ConfigForm::property).toList();
  }

  /** The name of the option for people. */
  public static String label(SettingKey key) {
    return TEXTS.getString(key.id());
  }

  /** What the option does, and what is accepted. */
  public static String help(SettingKey key) {
    return TEXTS.getString(key.id() + ".help");
  }

  private static ProviderConfigProperty property(SettingKey key) {
    ProviderConfigProperty property = new ProviderConfigProperty();
    property.setName(key.id());
    property.setLabel(label(key));
    property.setHelpText(help(key));
    property.setType(type(key));
    property.setSecret(key.isSecret());
    property.setOptions(options(key));
    key.defaultValue().ifPresent(value -> property.setDefaultValue(defaultValue(key, value)));
    return property;
  }

  /**
   * A list to choose from preselects its first word, so that one without a default begins blank.
   */
  private static List<String> options(SettingKey key) {
    boolean optional = key.type() == SettingKey.Type.CHOICE && key.defaultValue().isEmpty();
    return optional ? Stream.concat(Stream.of(""), key.options().stream()).toList() : key.options();
  }

  private static Object defaultValue(SettingKey key, String value) {
    return switch (key.type()) {
      case BOOLEAN -> Boolean.valueOf(value);
      case LIST -> List.of(value.split("##"));
      default -> value;
    };
  }

  /**
   * Keycloak's pickers are not used, as of 26.7: that of a group also stores {@code groupType},
   * which is no option of ours; that of clients stores one; that of user attributes takes the focus
   * when it is blank, so that the form opens in its middle. Nor is any field marked as required,
   * since the console would then not save a configuration that takes it from elsewhere.
   */
  private static String type(SettingKey key) {
    return switch (key.type()) {
      case SECRET -> ProviderConfigProperty.PASSWORD;
      case TEXT -> ProviderConfigProperty.TEXT_TYPE;
      case INTEGER -> ProviderConfigProperty.INTEGER_TYPE;
      case BOOLEAN -> ProviderConfigProperty.BOOLEAN_TYPE;
      case CHOICE -> ProviderConfigProperty.LIST_TYPE;
      // A list to choose from would not keep the order, which is the order of the offer.
      case LIST -> ProviderConfigProperty.MULTIVALUED_STRING_TYPE;
      case MAP -> ProviderConfigProperty.MAP_TYPE;
      case STRING -> ProviderConfigProperty.STRING_TYPE;
    };
  }
}
