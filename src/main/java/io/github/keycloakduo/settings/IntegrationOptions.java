package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Secret;

/** The reader of the type of the Duo application and of its keys. */
final class IntegrationOptions {
  /** The length in Duo's Admin Panel; the Universal Prompt SDK accepts no other. */
  private static final int CLIENT_ID_LENGTH = 20;

  private static final int CLIENT_SECRET_LENGTH = 40;

  private IntegrationOptions() {}

  static DuoIntegration read(OptionReader reader) {
    boolean universal = reader.choice(SettingKey.DUO_MODE).equals("universal");
    String ikey = reader.requiredToken(SettingKey.DUO_IKEY);
    Secret skey = reader.requiredSecret(SettingKey.DUO_SKEY);
    if (universal) {
      demand(reader, SettingKey.DUO_IKEY, ikey, CLIENT_ID_LENGTH);
      demand(reader, SettingKey.DUO_SKEY, skey.value(), CLIENT_SECRET_LENGTH);
    }
    return new DuoIntegration(ikey, skey, universal);
  }

  private static void demand(OptionReader reader, SettingKey key, String value, int length) {
    if (!value.isEmpty() && value.length() != length) {
      reader.reject(key, value, length + " characters while duo.mode is universal");
    }
  }
}
