package io.github.keycloakduo.instipod;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the option {@code duoClientIds}: the Duo application for the logins to one client.
 *
 * @param number its place in the option, counted from 1
 * @param client the client's internal id
 * @param host empty where it is that of the configuration
 */
record ClientOverride(int number, String client, String ikey, String skey, Optional<String> host) {
  private static final String SEPARATOR = "##";

  /** The entries of a value; what {@link #parse} rejects is empty. */
  static List<Optional<ClientOverride>> all(String value) {
    List<Optional<ClientOverride>> all = new ArrayList<>();
    for (String entry : value.split(SEPARATOR)) {
      all.add(parse(all.size() + 1, entry));
    }
    return all;
  }

  /** As the other extension reads it, but for blanks around the parts. */
  private static Optional<ClientOverride> parse(int number, String entry) {
    List<String> parts = Arrays.stream(entry.split(",", -1)).map(String::strip).toList();
    boolean complete =
        (parts.size() == 3 || parts.size() == 4)
            && parts.subList(0, 3).stream().noneMatch(String::isEmpty);
    return complete
        ? Optional.of(
            new ClientOverride(
                number,
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.stream().skip(3).filter(part -> !part.isEmpty()).findFirst()))
        : Optional.empty();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "entry " + number;
  }
}
