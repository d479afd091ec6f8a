package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.keycloak.runtime.ConfigCache;
import io.github.keycloakduo.keycloak.runtime.LocalizedText;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.settings.HelpLink;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The help links of configurations, as the template {@code duo-help.ftl} takes them: {@code url}
 * and {@code text}, each only if it is set.
 */
public final class HelpLinks {
  /** The name under which a page's model has them. */
  public static final String MODEL = "help";

  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final ConfigCache configs;

  public HelpLinks(ConfigCache configs) {
    this.configs = configs;
  }

  /** The help for the user of a flow. */
  public Map<String, String> of(AuthenticationFlowContext flow) {
    try {
      return model(
          flow.getSession(),
          configs
              .of(flow.getSession(), flow.getAuthenticatorConfig(), LoginRequests.clientId(flow))
              .help(),
          flow.getUser());
    } catch (RuntimeException | LinkageError failed) {
      // The page about a mistake of ours is shown without help rather than not at all.
      LOG.warn("The help link of a page cannot be found out", failed);
      return Map.of();
    }
  }

  /** The help where there is no flow. */
  public Map<String, String> of(
      KeycloakSession session,
      @Nullable AuthenticatorConfigModel config,
      @Nullable UserModel user) {
    return model(session, configs.of(session, config).help(), user);
  }

  private static Map<String, String> model(
      KeycloakSession session, HelpLink help, @Nullable UserModel user) {
    Map<String, String> model = new HashMap<>();
    help.url().ifPresent(url -> model.put("url", url.toASCIIString()));
    help.text()
        .map(LocalizedText.inRequest(session, session.getContext().getRealm(), user)::of)
        .ifPresent(text -> model.put("text", text));
    return model;
  }
}
