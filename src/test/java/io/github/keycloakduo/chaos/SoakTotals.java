package io.github.keycloakduo.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a soak, and the file that keeps them. */
final class SoakTotals {
  private final Map<String, Integer> logins = new TreeMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<String, Integer> faults = new TreeMap<>();
  private int owners;
  private int ownersAtFirstTry;
  private int impostors;
  private Duration slowest = Duration.ZERO;

  void add(SoakFault fault) {
    faults.merge(fault.name(), 1, Integer::sum);
  }

  void add(LoginRecord record) {
    logins.merge(record.person().kind().name(), 1, Integer::sum);
    if (record.person().owner()) {
      owners++;
      ownersAtFirstTry += record.in() && record.tries() == 1 ? 1 : 0;
      slowest = record.took().compareTo(slowest) > 0 ? record.took() : slowest;
    } else {
      impostors++;
    }
  }

  void add(UserEvent event) {
    if (event.type().equals("LOGIN") || event.type().equals("LOGIN_ERROR")) {
      String outcome = event.details().getOrDefault("duo_outcome", event.error());
      outcomes.merge(event.type() + " " + outcome, 1, Integer::sum);
    }
  }

  long logins() {
    return (long) owners + impostors;
  }

  void write(Path file, long seed, Duration took, List<Vitals> points, List<Trend> trends) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("seed", seed);
    result.put("minutes", took.toSeconds() / 60.0);
    result.put("logins", logins());
    result.put("ofOwners", owners);
    result.put("ofOwnersAtFirstTry", ownersAtFirstTry);
    result.put("ofImpostors", impostors);
    result.put("slowestSeconds", slowest.toMillis() / 1000.0);
    result.put("byKind", logins);
    result.put("events", outcomes);
    result.put("faults", faults);
    result.put("trends", trends);
    result.put("points", points);
    try {
      String json =
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result);
      Files.writeString(file, json);
      System.out.println("Soak: " + json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
