package io.github.keycloakduo.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The reader of the section {@code help}. */
final class HelpOptions {
  private HelpOptions() {}

  static HelpLink read(OptionReader reader) {
    Optional<String> written = reader.text(SettingKey.HELP_URL);
    Optional<URI> url = written.flatMap(HelpOptions::webAddress);
    if (written.isPresent() && url.isEmpty()) {
      reader.reject(
          SettingKey.HELP_URL,
          written.get(),
          "an https address without a user name, as in https://help.example.com/mfa");
    }
    return new HelpLink(url, reader.text(SettingKey.HELP_TEXT));
  }

  private static Optional<URI> webAddress(String text) {
    try {
      URI url = new URI(text);
      return "https".equalsIgnoreCase(url.getScheme())
              && url.getHost() != null
              && url.getUserInfo() == null
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException noAddress) {
      return Optional.empty();
    }
  }
}
