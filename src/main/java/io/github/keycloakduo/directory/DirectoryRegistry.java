package io.github.keycloakduo.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the directories in use, one for each distinct configuration. One that nobody has
 * asked for a while is closed; so is that of a configuration that was changed.
 */
public final class DirectoryRegistry implements AutoCloseable {
  /** Much longer than the longest lookup, so that none is closed below a running one. */
  static final Duration IDLE_TIMEOUT = Duration.ofMinutes(15);

  private final Ticker ticker;
  private final Cache<DirectorySettings, LdapUserDirectory> open;

  /** No connection yet. */
  public DirectoryRegistry() {
    this(Ticker.systemTicker());
  }

  DirectoryRegistry(Ticker ticker) {
    this.ticker = ticker;
    this.open =
        Caffeine.newBuilder()
            .expireAfterAccess(IDLE_TIMEOUT)
            .ticker(ticker)
            .scheduler(Scheduler.systemScheduler())
            .evictionListener(
                (@Nullable DirectorySettings key,
                    @Nullable LdapUserDirectory directory,
                    RemovalCause why) -> close(directory))
            .build();
  }

  /** The directory with these settings; cheap, so called anew for each login. */
  public UserDirectory of(DirectorySettings settings) {
    // Asks the cache at each call, so that a directory in use never looks idle.
    return query -> {
      try {
        return open.get(settings, this::directory).lookup(query);
      } catch (TlsNotReady e) {
        return new Answer.Unavailable("TLS cannot be set up; see the server's trust store");
      }
    };
  }

  /**
   * Probes a directory for an administrator, on a connection of its own.
   *
   * @param withGroups whether the bases of groups must be there, too
   */
  public static DirectoryProbeResult probe(DirectorySettings settings, boolean withGroups) {
    return new DirectoryProbe(settings, withGroups).run();
  }

  private LdapUserDirectory directory(DirectorySettings settings) {
    try {
      return new LdapUserDirectory(settings, ticker);
    } catch (GeneralSecurityException e) {
      throw new TlsNotReady(e);
    }
  }

  private static void close(@Nullable LdapUserDirectory directory) {
    if (directory != null) {
      directory.close();
    }
  }

  /** How many are open, for tests. */
  long size() {
    open.cleanUp();
    return open.estimatedSize();
  }

  @Override
  public void close() {
    open.asMap().values().forEach(DirectoryRegistry::close);
    open.invalidateAll();
  }

  /** Carries a checked exception through the cache. */
  private static final class TlsNotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsNotReady(GeneralSecurityException cause) {
      super(cause);
    }
  }
}
