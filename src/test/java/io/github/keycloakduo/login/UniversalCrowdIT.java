package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.RecordedRequest;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many logins through Duo's own page share a few connections to Duo. */
@ExtendWith(KeycloakExtension.class)
class UniversalCrowdIT {
  private static final int LOGINS = 1000;
  private static final int PEOPLE = 100;
  private static final int AT_ONCE = 2;
  private static final int MOST_CONNECTIONS = 10;

  @Test
  void aThousandLoginsMakeAFewConnections(TestRealm realm, DuoSimulator duo) throws Exception {
    PromptLogin prompt = PromptLogin.at(realm, duo, Map.of());
    // One alone is limited.
    List<TestUser> people =
        IntStream.range(0, PEOPLE)
            .mapToObj(i -> "person" + i)
            .peek(person -> duo.user(person).phone("DP of " + person, "Phone", Capability.PUSH))
            .map(person -> realm.users().create(person))
            .toList();
    HttpClient browsers =
        HttpClient.newBuilder()
            .sslContext(duo.clientContext())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    List<Callable<Boolean>> logins =
        IntStream.range(0, LOGINS)
            .mapToObj(i -> people.get(i % PEOPLE))
            .<Callable<Boolean>>map(
                person ->
                    () -> {
                      Page page = prompt.password(realm.browser().over(browsers), person);
                      return PromptLogin.decide(page, "approve").arrived();
                    })
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (Future<Boolean> done : threads.invokeAll(logins)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(duo.requests().count(Endpoint.HEALTH_CHECK)).isEqualTo(LOGINS);
    assertThat(duo.requests().count(Endpoint.TOKEN)).isEqualTo(LOGINS);
    assertThat(
            Stream.of(Endpoint.HEALTH_CHECK, Endpoint.TOKEN)
                .flatMap(endpoint -> duo.requests().all(endpoint).stream())
                .map(RecordedRequest::connection)
                .distinct())
        .hasSizeLessThanOrEqualTo(MOST_CONNECTIONS);
  }
}
