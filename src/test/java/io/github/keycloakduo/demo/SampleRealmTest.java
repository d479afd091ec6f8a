package io.github.keycloakduo.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.SettingsParser;
import io.github.keycloakduo.simulator.DemoUsers;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.SimulatedUser;
import io.github.keycloakduo.testkit.server.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SampleRealmTest {
  private static final DemoFiles FILES = DemoFiles.of(Path.of(""));
  private static final List<String> OF_THE_DIRECTORY = List.of("heidi", "ivan");

  @Test
  void holdsEverybodyWhoIsNotInTheDirectory() throws Exception {
    Stream<String> expected =
        Person.ALL.stream()
            .filter(person -> !OF_THE_DIRECTORY.contains(person.name()))
            .map(person -> person.name() + " " + person.password());

    assertThat(elements(realm().path("users")))
        .extracting(
            user -> user.path("username").asText() + " " + user.at("/credentials/0/value").asText())
        .containsExactlyElementsOf(expected.toList());
  }

  @Test
  void findsTheOthersInTheDirectory() throws Exception {
    try (DemoDirectory directory = DemoDirectory.start(FILES.people())) {
      LDAPURL url = new LDAPURL(directory.url());
      for (String name : OF_THE_DIRECTORY) {
        try (LDAPConnection connection = new LDAPConnection(url.getHost(), url.getPort())) {
          String dn = "uid=" + name + ",ou=people,dc=corp,dc=example";
          assertThat(connection.bind(dn, name + "-pw").getResultCode())
              .isEqualTo(ResultCode.SUCCESS);
        }
      }
    }
  }

  @Test
  void theSimulatedDuoKnowsEveryoneButTheNewUser() {
    try (DuoSimulator duo = DuoSimulator.start()) {
      DemoUsers.addTo(duo);
      assertThat(duo.users())
          .extracting(SimulatedUser::name)
          .containsExactlyInAnyOrderElementsOf(
              Person.ALL.stream().map(Person::name).filter(name -> !name.equals("nina")).toList());
    }
  }

  @Test
  void speaksEveryLanguageThatWeHave() throws Exception {
    List<String> expected;
    try (Stream<Path> files = Files.list(Path.of("themes", "duo", "login", "messages"))) {
      expected = files.map(SampleRealmTest::language).toList();
    }

    assertThat(realm().path("internationalizationEnabled").asBoolean()).isTrue();
    assertThat(elements(realm().path("supportedLocales")))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String language(Path file) {
    return file.getFileName()
        .toString()
        .replaceAll("messages_|\\.properties", "")
        .replace('_', '-');
  }

  @Test
  void configuresTheStepWithoutMistakes() throws Exception {
    Map<String, String> stored = new HashMap<>();
    realm()
        .at("/authenticatorConfig/0/config")
        .properties()
        .forEach(option -> stored.put(option.getKey(), byDefault(option.getValue().asText())));

    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.parse("localhost:8444", ""))
            .parse(stored, none -> Optional.empty());

    assertThat(parsed).isInstanceOf(ConfigResult.Valid.class);
  }

  /** What Keycloak makes of a placeholder whose variable is not set. */
  private static String byDefault(String value) {
    return value.replaceAll("\\$\\{[A-Z_]+:([^}]*)}", "$1");
  }

  private static JsonNode realm() throws Exception {
    return Json.read(Files.readString(FILES.realm()));
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
