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
 * The parser of user names that may carry a passcode and answers, as in {@code
 * ticket=4711@otp=123456@alice}. It takes time linear in the length of the name. The syntax is that
 * of the parameter reference of the Duo plugin for One Identity SPS.
 */
public final class UsernameParser {
  /** The key of the gateway user, where he is not named at the end. */
  private static final String USER = "gu";

  private static final List<String> RESERVED_KEYS = List.of("otp", "factor", "device", USER);
  private static final String DUPLICATE_KEY = "the user name carries a key twice";

  /** The keys as the configuration has them, by their lower case. */
  private final Map<String, String> keys = new LinkedHashMap<>();

  /** Takes the keys of the questions that may be answered in the name. */
  public UsernameParser(Collection<String> questionKeys) {
    RESERVED_KEYS.forEach(key -> keys.put(key, key));
    questionKeys.forEach(key -> keys.putIfAbsent(key.toLowerCase(Locale.ROOT), key));
  }

  /** Splits pairs off from the left as long as there are any; the rest is the user name. */
  public ParsedUsername parse(String text) {
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
   * The beginning of a name up to and including the equal sign that a secret may follow. Empty when
   * the name cannot hold a secret, so that it may be looked up and shown.
   */
  public Optional<String> beforeSecret(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if ((c == '=' || c == '~') && keys.containsKey(wordBefore(text, at))) {
        return Optional.of(text.substring(0, at + 1));
      }
    }
    return Optional.empty();
  }

  private String wordBefore(String text, int end) {
    int start = end;
    // No key is longer, and the limit keeps the time linear.
    while (start > 0 && end - start <= 64 && isKeyCharacter(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private ParsedUsername split(String text, String domain, Pair first) {
    Map<String, String> pairs = new LinkedHashMap<>();
    UsernameSyntax syntax = first.syntax;
    Optional<Pair> next = Optional.of(first);
    int rest = 0;
    while (next.isPresent()) {
      Pair pair = next.get();
      if (pairs.put(pair.key, syntax.decode(pair.value)) != null) {
        return new ParsedUsername.Malformed(DUPLICATE_KEY);
      }
      rest = pair.end;
      next = pair(text, rest, Optional.of(syntax));
    }
    String user = pairs.remove(USER);
    return new ParsedUsername.WithParameters(
        pairs, names(domain, user == null ? text.substring(rest) : user, syntax));
  }

  /** A user of the domain precedes one without. */
  private static List<String> names(String domain, String user, UsernameSyntax syntax) {
    Set<String> names = new LinkedHashSet<>();
    for (String written : List.of(user, syntax.decode(user))) {
      if (!domain.isEmpty()) {
        names.add(domain + written);
      }
    }
    names.add(user);
    names.add(syntax.decode(user));
    return new ArrayList<>(names);
  }

  private record Pair(String key, String value, UsernameSyntax syntax, int end) {}

  /** The pair that begins at a position; the last one may end with the text. */
  private Optional<Pair> pair(String text, int start, Optional<UsernameSyntax> wanted) {
    int sign = start;
    while (sign < text.length() && isKeyCharacter(text.charAt(sign))) {
      sign++;
    }
    if (sign == text.length()) {
      return Optional.empty();
    }
    Optional<UsernameSyntax> syntax =
        syntaxOf(text.charAt(sign)).filter(f -> wanted.orElse(f) == f);
    String key = keys.get(text.substring(start, sign).toLowerCase(Locale.ROOT));
    if (syntax.isEmpty() || key == null) {
      return Optional.empty();
    }
    int separator = text.indexOf(syntax.get().separator(), sign + 1);
    int end = separator < 0 ? text.length() : separator;
    return end == sign + 1
        ? Optional.empty()
        : Optional.of(
            new Pair(
                key, text.substring(sign + 1, end), syntax.get(), separator < 0 ? end : end + 1));
  }

  private static Optional<UsernameSyntax> syntaxOf(char sign) {
    for (UsernameSyntax syntax : UsernameSyntax.values()) {
      if (syntax.equalSign() == sign) {
        return Optional.of(syntax);
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
