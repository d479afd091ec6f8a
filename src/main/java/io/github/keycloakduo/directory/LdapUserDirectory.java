package io.github.keycloakduo.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.mfa.UserDirectory;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** An LDAP directory: connections, the gate before them, and answers that still hold. */
final class LdapUserDirectory implements UserDirectory, AutoCloseable {
  static final Duration FRESH = Duration.ofSeconds(30);
  private static final int MOST_ANSWERS = 10_000;

  private final Cache<Query, Answer> answers;
  private final DirectorySettings settings;
  private final LdapConnectionPool connections;
  private final DirectoryLookup lookup;
  private final DirectoryBulkhead gate;

  LdapUserDirectory(DirectorySettings settings, Ticker ticker) throws GeneralSecurityException {
    this.settings = settings;
    this.connections = new LdapConnectionPool(new LdapConnectionFactory(settings));
    this.lookup = new DirectoryLookup(settings);
    this.gate = new DirectoryBulkhead(ticker);
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MOST_ANSWERS)
            .expireAfterWrite(FRESH)
            .ticker(ticker)
            .build();
  }

  @Override
  public Answer lookup(Query query) {
    if (query.username().isEmpty()) {
      return new Answer.NotFound();
    }
    Answer known = answers.getIfPresent(query);
    if (known != null) {
      return known;
    }
    Optional<String> refusal = gate.enter();
    if (refusal.isPresent()) {
      return new Answer.Unavailable(refusal.get());
    }
    DirectoryLookup.Result result =
        new DirectoryLookup.Result(new Answer.Unavailable("unknown"), true);
    try {
      result = ask(query);
    } finally {
      gate.leave(result.outage());
    }
    if (isComplete(result.answer())) {
      answers.put(query, result.answer());
    }
    return result.answer();
  }

  private DirectoryLookup.Result ask(Query query) {
    LookupTimeout deadline = LookupTimeout.in(longest());
    Duration each = settings.timeouts().read();
    try (LdapSession session = LdapSession.open(connections, each, deadline)) {
      return lookup.run(session, query);
    } catch (DirectoryException e) {
      return new DirectoryLookup.Result(new Answer.Unavailable(e.sentence()), e.isOutage());
    } catch (RuntimeException e) {
      // Its message could hold anything; its kind cannot.
      String kind = e.getClass().getSimpleName();
      return new DirectoryLookup.Result(
          new Answer.Unavailable("the lookup failed by itself (" + kind + ")"), true);
    }
  }

  /** All servers may have to be tried before one can be asked. */
  private Duration longest() {
    Timeouts timeouts = settings.timeouts();
    return timeouts.connect().multipliedBy(settings.urls().size()).plus(timeouts.read());
  }

  /** What is missing or wrong may be put right at any moment, by somebody who then tries again. */
  private static boolean isComplete(Answer answer) {
    return answer instanceof Answer.Found found
        && found.value().map(value -> value instanceof Value.Text).orElse(true)
        && found.groups() instanceof Groups.Known known
        && known.missing().isEmpty();
  }

  @Override
  public void close() {
    connections.close();
  }
}
