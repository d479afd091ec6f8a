package io.github.keycloakduo.pages;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModelEx;
import io.github.keycloakduo.keycloak.browser.SampleQrCode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.keycloak.forms.login.MessageType;
import org.keycloak.theme.beans.MessageFormatterMethod;
import org.keycloak.theme.beans.MessagesPerFieldBean;

/** One of our pages with everything Keycloak hands to it, rendered by the engine Keycloak uses. */
final class Page {
  static final String ACTION =
      "https://id.example/realms/demo/login-actions/authenticate?session_code=c&tab_id=t";
  static final String RESTART =
      "https://id.example/realms/demo/login-actions/restart?client_id=app&tab_id=t";

  private final String template;
  private final Map<String, Object> duo = new HashMap<>();
  private final MessagesPerFieldBean fieldErrors = new MessagesPerFieldBean();
  private String resources = "/resources/v/login/theme";
  private Language language = Language.of(Locale.ENGLISH);

  private Page(String template) {
    this.template = template;
  }

  /** A push and a passcode for a user with one phone. */
  static Page factors() {
    return new Page("duo-mfa.ftl")
        .with("prompt", "")
        .with("disableEcho", false)
        .with("passcode", true)
        .with("smsSent", false)
        .with("lead", "push")
        .with("factors", List.of("push"))
        .with("devices", List.of(device("DP1", "Phone (XXX-XXX-1234)", true)));
  }

  /** A push is on its way to a phone. */
  static Page waiting() {
    return new Page("duo-push.ftl")
        .with("statusUrl", "https://id.example/realms/demo/duo-mfa/status?tab_id=t&client_id=app")
        .with("secondsLeft", 57)
        .with("timeoutSeconds", 60)
        .with("kind", "push")
        .with("device", "Phone (XXX-XXX-1234)")
        .with("otherTab", false);
  }

  /** A new user is to scan a code. */
  static Page enrolment() {
    return new Page("duo-enroll.ftl")
        .with("statusUrl", "https://id.example/realms/demo/duo-mfa/status?tab_id=t&client_id=app")
        .with("secondsLeft", 599)
        .with("link", "https://m-0.duosecurity.com/activate/abc")
        .with("qrSize", SampleQrCode.size())
        .with("qrPath", SampleQrCode.path());
  }

  /** Duo is out of reach; the user has an authenticator app and recovery codes. */
  static Page otherFactor() {
    return new Page("duo-other.ftl")
        .with("disableEcho", false)
        .with("factors", List.of("otp", "recovery_code"))
        .with("selected", "otp")
        .with("recoveryCodeNumber", 3);
  }

  static Page outcome(String outcome) {
    return new Page("duo-outcome.ftl").with("outcome", outcome);
  }

  /** An answer of Duo's own page that belongs to no login. */
  static Page lost() {
    return new Page("duo-lost.ftl");
  }

  /** A ticket number to be typed in the open, and a word that is hidden. */
  static Page questions() {
    return new Page("duo-questions.ftl")
        .with("wrong", false)
        .with(
            "questions",
            List.of(
                question("ticket", "Ticket number?", false, "4711"),
                question("word", "Secret word?", true, "")));
  }

  static Map<String, Object> question(
      String key, String prompt, boolean disableEcho, String value) {
    return Map.of("key", key, "prompt", prompt, "disableEcho", disableEcho, "value", value);
  }

  static Map<String, Object> device(String id, String name, boolean selected, String... can) {
    return Map.of("id", id, "name", name, "selected", selected, "factors", List.of(can));
  }

  Page with(String name, Object value) {
    duo.put(name, value);
    return this;
  }

  Page without(String name) {
    duo.remove(name);
    return this;
  }

  Page withError(String text) {
    return withError("passcode", text);
  }

  Page withError(String field, String text) {
    fieldErrors.addMessage(field, text, MessageType.ERROR);
    return this;
  }

  Page withResourcesAt(String path) {
    resources = path;
    return this;
  }

  String template() {
    return template;
  }

  Page speaking(Language other) {
    language = other;
    return this;
  }

  Document in(KeycloakTheme theme) {
    return Jsoup.parse(html(theme), "https://id.example/");
  }

  String html(KeycloakTheme theme) {
    Configuration engine = new Configuration(Configuration.VERSION_2_3_32);
    engine.setOutputFormat(HTMLOutputFormat.INSTANCE);
    engine.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    engine.setTemplateLoader(theme.templates());
    StringWriter out = new StringWriter();
    try {
      engine.getTemplate(template, "UTF-8").process(model(theme), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException(e);
    }
    return out.toString();
  }

  /** The one element that a selector names. */
  static Element one(Element inside, String selector) {
    Elements found = inside.select(selector);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " times " + selector + " in " + inside);
    }
    return found.get(0);
  }

  private Map<String, Object> model(KeycloakTheme theme) {
    Properties properties = theme.properties();
    Map<String, Object> model = new HashMap<>();
    model.put("duo", duo);
    model.put("properties", properties);
    model.put("msg", new MessageFormatterMethod(language.locale(), language.texts(theme)));
    model.put("messagesPerField", fieldErrors);
    model.put("kcSanitize", (TemplateMethodModelEx) arguments -> arguments.get(0));
    model.put("lang", language.locale().toLanguageTag());
    model.put("locale", Map.of("rtl", language.rightToLeft(), "supported", List.of()));
    model.put("title", "Sign in to demo");
    model.put("pageId", template.replace(".ftl", ""));
    model.put("darkMode", "true".equals(properties.getProperty("darkMode")));
    model.put("realm", realm(language));
    model.put("url", urls());
    model.put("auth", knownUser());
    return model;
  }

  private static Map<String, Object> realm(Language language) {
    return Map.of(
        "internationalizationEnabled",
        language.rightToLeft(),
        "loginWithEmailAllowed",
        true,
        "registrationEmailAsUsername",
        false,
        "displayNameHtml",
        "demo");
  }

  /** Someone who has given name and password already: the layouts show the name above our form. */
  private static Map<String, Object> knownUser() {
    return Map.of(
        "attemptedUsername", "alice",
        "showUsername", answer(true),
        "showResetCredentials", answer(false),
        "showTryAnotherWayLink", answer(false));
  }

  private static TemplateMethodModelEx answer(boolean value) {
    return arguments -> value;
  }

  private Map<String, String> urls() {
    Map<String, String> urls = new HashMap<>();
    urls.put("loginAction", ACTION);
    urls.put("loginRestartFlowUrl", RESTART);
    urls.put("ssoLoginInOtherTabsUrl", "https://id.example/realms/demo/sso");
    urls.put("resourcesPath", resources);
    urls.put("resourcesCommonPath", resources + "/common");
    return urls;
  }
}
