package io.github.keycloakduo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the script of the waiting page asks for news, taken from the script itself.
 *
 * @param slower the factor by which each pause is longer than the one before
 */
record PollPlan(Duration first, Duration pause, double slower, Duration longest) {
  private static final Path SCRIPT = Path.of("themes/duo/login/resources/js/duo-waiting.js");

  /** While a person is waited for. */
  static PollPlan forPerson() {
    return of("PERSON");
  }

  /** While Duo itself is waited for. */
  static PollPlan forDuo() {
    return of("DUO");
  }

  private static PollPlan of(String name) {
    try {
      String script = Files.readString(SCRIPT);
      Matcher pace =
          found(script, name + " = \\{ first: (\\d+), delay: (\\d+), slower: ([0-9.]+) }");
      Matcher longest = found(script, "SLOWEST_DELAY = (\\d+)");
      return new PollPlan(
          millis(pace.group(1)),
          millis(pace.group(2)),
          Double.parseDouble(pace.group(3)),
          millis(longest.group(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pause before a question, the first of which has number 0. */
  Duration before(int question) {
    double millis =
        question == 0
            ? first.toMillis()
            : Math.min(pause.toMillis() * Math.pow(slower, question), (double) longest.toMillis());
    double jitter = 0.85 + ThreadLocalRandom.current().nextDouble() * 0.3;
    return Duration.ofMillis((long) (millis * jitter));
  }

  private static Duration millis(String number) {
    return Duration.ofMillis(Long.parseLong(number));
  }

  private static Matcher found(String script, String pattern) {
    Matcher constant = Pattern.compile("(?m)^const " + pattern + ";").matcher(script);
    if (!constant.find()) {
      throw new IllegalStateException(pattern + " is not in " + SCRIPT);
    }
    return constant;
  }
}
