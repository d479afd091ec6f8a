package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.Secret;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A reader of single options that collects a problem for each that is wrong. */
final class OptionReader {
  private static final Pattern MULTIVALUED = Pattern.compile("##");
  private static final Pattern SEPARATOR = Pattern.compile("##|,");

  /** RFC 4514, section 3: the name or OID of an attribute and an equals sign. */
  private static final Pattern DN_START =
      Pattern.compile("\\s*([A-Za-z][A-Za-z0-9-]*|[0-9]+(\\.[0-9]+)*)\\s*=");

  private final ResolvedOptions options;
  private final List<ConfigProblem> problems = new ArrayList<>();

  OptionReader(ResolvedOptions options) {
    this.options = options;
  }

  /** What is wrong with the options read so far. */
  List<ConfigProblem> problems() {
    return List.copyOf(problems);
  }

  /** The value, else the default, else empty; outer blanks do not count. */
  Optional<String> text(SettingKey key) {
    String value = options.values().getOrDefault(key, "").strip();
    return value.isEmpty() ? key.defaultValue() : Optional.of(value);
  }

  String required(SettingKey key) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      missing(key, "; it is required");
    }
    return value.orElse("");
  }

  /**
   * A required token: visible ASCII without a colon, as HTTP Basic authentication (RFC 7617)
   * demands.
   */
  String requiredToken(SettingKey key) {
    String value = required(key);
    if (!value.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
      reject(key, value, "visible ASCII characters without blanks and colons");
    }
    return value;
  }

  Secret requiredSecret(SettingKey key) {
    return new Secret(requiredToken(key));
  }

  boolean flag(SettingKey key) {
    String value = required(key);
    String word = value.toLowerCase(Locale.ROOT);
    boolean yes = word.equals("true") || word.equals("yes");
    if (!yes && !word.equals("false") && !word.equals("no")) {
      reject(key, value, "true or false");
    }
    return yes;
  }

  int number(SettingKey key, int lowest, int highest) {
    return number(key, required(key), lowest, highest);
  }

  Optional<Integer> optionalNumber(SettingKey key, int lowest, int highest) {
    return text(key).map(value -> number(key, value, lowest, highest));
  }

  private int number(SettingKey key, String value, int lowest, int highest) {
    if (value.matches("[0-9]{1,10}")) {
      long number = Long.parseLong(value);
      if (number >= lowest && number <= highest) {
        return (int) number;
      }
    }
    reject(key, value, "an integer from " + lowest + " to " + highest);
    return lowest;
  }

  String choice(SettingKey key) {
    return choice(key, required(key));
  }

  Optional<String> optionalChoice(SettingKey key) {
    return text(key).map(value -> choice(key, value));
  }

  private String choice(SettingKey key, String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!key.options().contains(word)) {
      reject(key, text, String.join(" or ", key.options()));
    }
    return word;
  }

  /**
   * Free items. Commas separate them only where none looks like a distinguished name, which has
   * commas of its own.
   */
  Set<String> items(SettingKey key) {
    Set<String> items = new LinkedHashSet<>(list(key));
    Optional<String> value = text(key);
    if (value.isPresent() && items.isEmpty()) {
      reject(key, value.get(), "at least one name");
    }
    return items;
  }

  /** The same, as often as they are there, and none where there are only separators. */
  List<String> list(SettingKey key) {
    Optional<String> value = text(key);
    boolean namesOnly =
        value.stream().flatMap(SEPARATOR::splitAsStream).noneMatch(OptionReader::looksLikeDn);
    return value.stream()
        .flatMap((namesOnly ? SEPARATOR : MULTIVALUED)::splitAsStream)
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static boolean looksLikeDn(String item) {
    return DN_START.matcher(item).lookingAt();
  }

  /** Words from the key's options as {@link #words} reads them; none where there is no value. */
  List<String> optionalWords(SettingKey key) {
    return text(key).isEmpty() ? List.of() : words(key);
  }

  /** Words from the key's options, in the order given; a word given twice counts once. */
  List<String> words(SettingKey key) {
    Set<String> words = new LinkedHashSet<>();
    for (String part : SEPARATOR.split(required(key))) {
      String written = part.strip();
      String word = written.toLowerCase(Locale.ROOT);
      if (key.options().contains(word)) {
        words.add(word);
      } else if (!word.isEmpty()) {
        reject(key, written, "any of " + String.join(", ", key.options()));
      }
    }
    if (words.isEmpty()) {
      invalid(
          key, key.id() + ": invalid value: expected any of " + String.join(", ", key.options()));
    }
    return List.copyOf(words);
  }

  /** An option that another one needs. */
  void missingFor(SettingKey missing, SettingKey because) {
    missing(missing, "; it is required because " + because.id() + " is set");
  }

  /**
   * Adds the problem of an option without the value that it needs.
   *
   * @param because the rest of the sentence
   */
  void missing(SettingKey key, String because) {
    problems.add(ConfigProblem.missing(key, because));
  }

  /** Adds the problem of a value that the sentence is about. */
  void invalid(SettingKey key, String sentence) {
    problems.add(ConfigProblem.invalid(key, sentence));
  }

  /**
   * Adds the problem of a value that is not accepted.
   *
   * @param value as it was written, so that it can be found
   */
  void reject(SettingKey key, String value, String accepted) {
    reject(key, value, accepted, accepted);
  }

  /**
   * The same, where the value shows in what is accepted.
   *
   * @param accepted where the value may be shown
   * @param acceptedOfAny where it may not
   */
  void reject(SettingKey key, String value, String accepted, String acceptedOfAny) {
    // Nobody may read the vault by naming its entries in the wrong places.
    boolean hidden = key.isSecret() || options.fromVault().contains(key);
    String shown = hidden ? "" : " \"" + LogSafeText.quotable(value) + "\"";
    invalid(
        key,
        key.id() + ": invalid value" + shown + ": expected " + (hidden ? acceptedOfAny : accepted));
  }
}
