package io.github.keycloakduo.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.mfa.UserDirectory;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** An LDAP directory with its connections, the bulkhead before them, and a cache of answers. */
final class LdapUserDirectory implements UserDirectory, AutoCloseable {
  static final Duration CACHE_TTL = Duration.ofSeconds(30);
  private static final int MAX_CACHED_ANSWERS = 10_000;

  private final Cache<Query, Answer> answers;
  private final LdapConnectionSettings settings;
  private final LdapConnectionPool connections;
  private final DirectoryLookup lookup;
  private final DirectoryBulkhead bulkhead;

  LdapUserDirectory(DirectorySettings settings, Ticker ticker) throws GeneralSecurityException {
    this.settings = settings.connection();
    this.connections = new LdapConnectionPool(new LdapConnectionFactory(this.settings));
    this.lookup = new DirectoryLookup(settings);
    this.bulkhead = new DirectoryBulkhead(ticker);
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MAX_CACHED_ANSWERS)
            .expireAfterWrite(CACHE_TTL)
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
    Optional<String> refusal = bulkhead.tryAcquirePermit();
    if (refusal.isPresent()) {
      return new Answer.Unavailable(refusal.get());
    }
    long begun = bulkhead.now();
    DirectoryLookup.Result result =
        new DirectoryLookup.Result(new Answer.Unavailable("unknown"), true);
    try {
      result = search(query);
    } finally {
      bulkhead.release(result.outage(), begun);
    }
    if (isComplete(result.answer())) {
      answers.put(query, result.answer());
    }
    return result.answer();
  }

  private DirectoryLookup.Result search(Query query) {
    LookupTimeout timeout = LookupTimeout.of(settings.lookupTimeout());
    Duration each = settings.timeouts().read();
    try (LdapSession session = LdapSession.open(connections, each, timeout)) {
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

  /** What is missing or wrong may be put right at any moment, by somebody who then tries again. */
  private static boolean isComplete(Answer answer) {
    return answer.match(
        found ->
            found.value().map(LdapUserDirectory::isUsable).orElse(true)
                && hasAllGroups(found.groups()),
        notFound -> false,
        ambiguous -> false,
        unavailable -> false);
  }

  private static boolean isUsable(Value value) {
    return value.match(text -> true, unusable -> false);
  }

  private static boolean hasAllGroups(Groups groups) {
    return groups.match(known -> known.missing().isEmpty(), unreadable -> false);
  }

  @Override
  public void close() {
    connections.close();
  }
}
