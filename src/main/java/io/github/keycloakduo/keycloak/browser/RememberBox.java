package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.Consent;
import io.github.keycloakduo.grace.SpanInWords;
import io.github.keycloakduo.keycloak.runtime.LocalizedText;
import io.github.keycloakduo.keycloak.runtime.RealmCookies;
import io.github.keycloakduo.settings.GraceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The check box by which users have their browser remembered, and what it promises in words. */
final class RememberBox {
  /** People do not sign in that often within the time of a grace. */
  private static final int NO_LIMIT_TO_SPEAK_OF = 1000;

  private RememberBox() {}

  /**
   * What the page shows: {@code ticked}, the longest {@code span}, whether it may be shorter
   * ({@code upTo}), and in {@code sooner} what makes it so, or ends it.
   */
  static Map<String, Object> model(GraceSettings grace, Consent consent, LocalizedText texts) {
    // The grace needs the cookie, which no browser keeps longer.
    Duration longest = shorter(grace.hard(), RealmCookies.MAX_AGE);
    boolean ends = grace.soft().compareTo(longest) < 0;
    List<String> sooner = new ArrayList<>();
    if (ends) {
      sooner.add(texts.message("duoRememberIdle", words(grace.soft(), texts)));
    }
    if (grace.reuseLimit() < NO_LIMIT_TO_SPEAK_OF) {
      sooner.add(texts.message("duoRememberUses", grace.reuseLimit()));
    }
    Map<String, Object> model = new HashMap<>();
    model.put("ticked", consent == Consent.GIVEN);
    model.put("span", words(longest, texts));
    model.put("upTo", !sooner.isEmpty());
    sooner.add(texts.message("duoRememberSignOut"));
    model.put("sooner", String.join(" ", sooner));
    return model;
  }

  private static String words(Duration span, LocalizedText texts) {
    SpanInWords words = SpanInWords.of(span);
    return texts.message("duoSpan." + words.unit().name().toLowerCase(Locale.ROOT), words.number());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
