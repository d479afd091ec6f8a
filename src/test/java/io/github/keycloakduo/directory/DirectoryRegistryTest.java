package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryRegistryTest {
  private final ManualTicker ticker = new ManualTicker();
  private final DirectoryRegistry directories = new DirectoryRegistry(ticker);
  private final FakeActiveDirectory server = FakeActiveDirectory.start(false);

  @AfterEach
  void stop() {
    directories.close();
    server.close();
  }

  private UserDirectory directory(int pageSize) {
    return directories.of(Sample.of(server.url()).anonymous().pageSize(pageSize).settings());
  }

  @Test
  void opensOneDirectoryForEachConfiguration() {
    directory(1).lookup(Sample.name("alice"));
    directory(1).lookup(Sample.name("bob"));
    directory(2).lookup(Sample.name("alice"));

    assertThat(directories.size()).isEqualTo(2);
  }

  @Test
  void closesWhatNobodyUses() {
    UserDirectory kept = directory(1);
    kept.lookup(Sample.name("alice"));
    ticker.advance(DirectoryRegistry.IDLE_TIMEOUT.plus(Duration.ofSeconds(1)));

    assertThat(directories.size()).isZero();
    assertThat(kept.lookup(Sample.name("alice"))).isEqualTo(new Answer.NotFound());
    assertThat(directories.size()).isOne();
  }

  @Test
  void sharesConnectionsBetweenLogins() {
    for (int i = 0; i < 20; i++) {
      directory(1).lookup(Sample.name("user" + i));
    }

    assertThat(server.connections()).isOne();
  }
}
