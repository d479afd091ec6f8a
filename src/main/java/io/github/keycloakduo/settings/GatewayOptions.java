package io.github.keycloakduo.settings;

/** The reader of the section {@code gateway}. */
final class GatewayOptions {
  private GatewayOptions() {}

  static GatewaySettings read(OptionReader reader) {
    return new GatewaySettings(
        reader.flag(SettingKey.GATEWAY_OTP_IN_USERNAME),
        reader.items(SettingKey.GATEWAY_CLIENTS),
        reader.number(SettingKey.GATEWAY_MAX_WAITING, 0, Integer.MAX_VALUE));
  }
}
