package io.github.keycloakduo.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a user name apart that may carry a passcode and answers, as in {@code
 * ticket=4711@otp=123456@alice}. Each character is looked at a fixed number of times.
 */
public final class UsernameParser {
  /** The user, when he does not stand at the end. */
  private static final String USER = "gu";

  private static final List<String> OURS = List.of("otp", "factor", "device", USER);
  private static final String TWICE = "the user name carries a key twice";

  /** How each key is written in the configuration, by its lower case. */
  private final Map<String, String> keys = new LinkedHashMap<>();

  /** A reader that knows these questions. */
  public UsernameParser(Collection<String> questionKeys) {
    OURS.forEach(key -> keys.put(key, key));
    questionKeys.forEach(key -> keys.putIfAbsent(key.toLowerCase(Locale.ROOT), key));
  }

  /** Splits pairs off from the left while they are ones; the rest is the user name. */
  public ParsedUsername read(String text) {
    Optional<Pair> first = pair(text, 0, Optional.empty());
    if (first.isPresent()) {
      return split(text, "", first.get());
    }
    int backslash = text.indexOf('\\');
    return backslash < 0
        ? new ParsedUsername.Plain(text)
        : pair(text, backslash + 1, Optional.of(UsernameSyntax.REMOTE_DESKTOP))
            .map(pair -> split(text, text.substring(0, backslash + 1), pair))
            .orElse(new ParsedUsername.Plain(text));
  }

  /**
   * The beginning of a name up to where a secret may follow, the sign before it included. Empty
   * when the name cannot hold one, so that it may be looked up and shown.
   */
  public Optional<String> beforeSecret(String text) {
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      if ((sign == '=' || sign == '~') && keys.containsKey(wordBefore(text, at))) {
        return Optional.of(text.substring(0, at + 1));
      }
    }
    return Optional.empty();
  }

  private String wordBefore(String text, int end) {
    int start = end;
    // No key is longer, so that a long name is not read again and again.
    while (start > 0 && end - start <= 64 && isKeyCharacter(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private ParsedUsername split(String text, String domain, Pair first) {
    Map<String, String> pairs = new LinkedHashMap<>();
    UsernameSyntax form = first.form;
    Optional<Pair> next = Optional.of(first);
    int rest = 0;
    while (next.isPresent()) {
      Pair pair = next.get();
      if (pairs.put(pair.key, form.decode(pair.value)) != null) {
        return new ParsedUsername.Malformed(TWICE);
      }
      rest = pair.end;
      next = pair(text, rest, Optional.of(form));
    }
    String user = pairs.remove(USER);
    return new ParsedUsername.WithParameters(
        pairs, names(domain, user == null ? text.substring(rest) : user, form));
  }

  /** A user of the domain comes before one without. */
  private static List<String> names(String domain, String user, UsernameSyntax form) {
    Set<String> names = new LinkedHashSet<>();
    for (String written : List.of(user, form.decode(user))) {
      if (!domain.isEmpty()) {
        names.add(domain + written);
      }
    }
    names.add(user);
    names.add(form.decode(user));
    return new ArrayList<>(names);
  }

  private record Pair(String key, String value, UsernameSyntax form, int end) {}

  /** The pair that begins here; the last one may end with the text. */
  private Optional<Pair> pair(String text, int start, Optional<UsernameSyntax> wanted) {
    int sign = start;
    while (sign < text.length() && isKeyCharacter(text.charAt(sign))) {
      sign++;
    }
    if (sign == text.length()) {
      return Optional.empty();
    }
    Optional<UsernameSyntax> form = form(text.charAt(sign)).filter(f -> wanted.orElse(f) == f);
    String key = keys.get(text.substring(start, sign).toLowerCase(Locale.ROOT));
    if (form.isEmpty() || key == null) {
      return Optional.empty();
    }
    int separator = text.indexOf(form.get().separator(), sign + 1);
    int end = separator < 0 ? text.length() : separator;
    return end == sign + 1
        ? Optional.empty()
        : Optional.of(
            new Pair(
                key, text.substring(sign + 1, end), form.get(), separator < 0 ? end : end + 1));
  }

  private static Optional<UsernameSyntax> form(char sign) {
    for (UsernameSyntax form : UsernameSyntax.values()) {
      if (form.equalSign() == sign) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  private static boolean isKeyCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
