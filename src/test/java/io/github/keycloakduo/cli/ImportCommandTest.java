package io.github.keycloakduo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
  private static final String SKEY = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";
  static final String FILE =
      """
      [duo]
      ikey = DIXXXXXXXXXXXXXXXXXX
      skey = c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00
      host = api-1234.duosecurity.com
      ignore_connection_error = no
      [usermapping source=explicit]
      zoë = Zoë "Z"
      [mystery]
      a\u202eb = c
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path file = Path.of("unset");

  @BeforeEach
  void writeFile(@TempDir Path directory) throws Exception {
    file = Files.writeString(directory.resolve("plugin.ini"), FILE);
  }

  private int run(String... arguments) {
    PrintStream output = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Commands(output, errors).run(List.of(arguments));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsWhatTheServerAnswersAndBesideItAReportForPeople() throws Exception {
    assertThat(run("import", file.toString())).isZero();
    JsonNode json = new ObjectMapper().readTree(out());
    assertThat(json.fieldNames()).toIterable().containsExactly("config", "report");
    JsonNode config = json.get("config");
    assertThat(config.get("duo.skey").asText()).isEqualTo("${vault.duo_duo_skey}");
    assertThat(config.get("usermapping.explicit").asText())
        .isEqualTo("[{\"key\":\"zoë\",\"value\":\"Zoë \\\"Z\\\"\"}]");
    assertThat(err().lines())
        .contains(
            "ACTION   IN THE FILE                        HERE                  WHAT BECAME OF IT",
            "vault    [duo] skey                         duo_duo_skey          "
                + "belongs into Keycloak's vault, under this name",
            "renamed  [duo] ignore_connection_error      duo.ignore_conn_err   "
                + "is called duo.ignore_conn_err here")
        .anyMatch(line -> line.startsWith("unknown  [mystery] a?b "))
        .anyMatch(line -> line.startsWith("Ready for use"));
    assertThat(out() + err()).doesNotContain(SKEY);
  }

  @Test
  void printsOneDocumentForPrograms() throws Exception {
    assertThat(run("import", "--json", "--alias=north", file.toString())).isZero();
    assertThat(out()).doesNotContain(SKEY).matches("\\p{ASCII}+");
    JsonNode json = new ObjectMapper().readTree(out());
    assertThat(json.fieldNames()).toIterable().containsExactly("config", "report");
    assertThat(json.at("/config/duo.skey").asText()).isEqualTo("${vault.north_duo_skey}");
    assertThat(json.get("report"))
        .hasSize(6)
        .allSatisfy(
            line ->
                assertThat(line.fieldNames())
                    .toIterable()
                    .containsExactly("section", "option", "action", "key", "message"));
    assertThat(json.at("/report/1/action").asText()).isEqualTo("vault");
    assertThat(json.at("/report/1/key").asText()).isEqualTo("north_duo_skey");
    assertThat(json.at("/report/5/option").asText()).isEqualTo("a\u202eb");
    assertThat(err()).isEmpty();
  }

  @Test
  void saysWhereTheErrorsAre() throws Exception {
    Files.writeString(file, "[duo]\nskey " + SKEY + "\n[duo]\n");
    for (List<String> options : List.of(List.<String>of(), List.of("--json"))) {
      out.reset();
      err.reset();
      String[] arguments =
          Stream.concat(Stream.of("import", file.toString()), options.stream())
              .toArray(String[]::new);
      assertThat(run(arguments)).isEqualTo(1);
      assertThat(out()).isEmpty();
      assertThat(err().lines())
          .containsExactly(
              "line 2: this is neither [section] nor option = value nor a comment",
              "line 3: the section is there already, in line 1",
              "Nothing was imported.");
    }
  }

  @Test
  void readsNoMoreOfAFileThanItMay() throws Exception {
    Files.write(file, new byte[1024 * 1024]);
    assertThat(run("import", file.toString())).isEqualTo(1);
    assertThat(err()).startsWith("the file is larger than 256 KiB\n");
  }

  @Test
  void saysWhatIsNotReady() throws Exception {
    Files.writeString(file, "[duo]\nhost=\n");
    assertThat(run("import", file.toString())).isZero();
    assertThat(err()).endsWith("Not ready for use: see the lines with todo.\n");
  }

  @Test
  void takesTheHostsThatTheServerAllows() throws Exception {
    Files.writeString(file, "[duo]\nikey=DI\nskey=$\nhost=duo.corp.example:8443\n");
    assertThat(run("import", "--json", file.toString())).isZero();
    assertThat(host(out())).isEmpty();

    for (List<String> given :
        List.of(
            List.of("--allowed-hosts", "a.example,duo.corp.example:8443"),
            List.of("--allowed-hosts=a.example, duo.corp.example:8443"))) {
      out.reset();
      List<String> arguments = new ArrayList<>(given);
      arguments.add(0, "import");
      arguments.addAll(List.of("--json", file.toString()));
      assertThat(run(arguments.toArray(String[]::new))).isZero();
      assertThat(host(out())).isEqualTo("duo.corp.example:8443");
    }
  }

  private static String host(String json) throws Exception {
    return new ObjectMapper().readTree(json).path("config").path("duo.host").asText();
  }

  @Test
  void takesTheProxiesThatTheServerAllows() throws Exception {
    Files.writeString(
        file, "[duo]\nikey=DI\nskey=$\nhost=$\n[https_proxy]\nserver=proxy.corp.example\n");
    assertThat(run("import", "--json", file.toString())).isZero();
    assertThat(out()).contains("\"https_proxy.server\": \"proxy.corp.example\"");

    out.reset();
    assertThat(run("import", "--json", "--allowed-proxies", "other.example", file.toString()))
        .isZero();
    assertThat(out()).doesNotContain("\"https_proxy.server\": ");

    out.reset();
    assertThat(run("import", "--json", "--allowed-proxies=proxy.corp.example", file.toString()))
        .isZero();
    assertThat(out()).contains("\"https_proxy.server\": \"proxy.corp.example\"");
  }

  @Test
  void saysWhichAllowedProxyIsNone() {
    assertThat(run("import", "--allowed-proxies", "a:b", file.toString())).isEqualTo(2);
    assertThat(err()).isEqualTo("allowed-proxies: \"a:b\" is not host[:port]\n");
  }

  @Test
  void saysWhichAllowedHostIsNone() {
    assertThat(run("import", "--allowed-hosts", "a,b:x", file.toString())).isEqualTo(2);
    assertThat(err()).isEqualTo("allowed-hosts: \"b:x\" is not host[:port]\n");
    assertThat(out()).isEmpty();
  }

  /** The guide shows both outputs as the command prints them, long sentences apart. */
  @Test
  void printsWhatTheGuideShows() throws Exception {
    String guide = Files.readString(Path.of("docs", "migrating-from-sps.md"));
    String ini = guide.substring(guide.indexOf("```ini\n") + 7, guide.indexOf("```\n\nbecomes"));
    Files.writeString(file, ini);

    assertThat(run("import", file.toString())).isZero();

    assertThat(guide).contains(out().substring(0, out().indexOf("\"report\"")));
    assertThat(err().lines())
        .allSatisfy(
            line ->
                assertThat(guide.lines())
                    .anyMatch(
                        shown ->
                            shown.equals(line)
                                || (shown.endsWith("...")
                                    && line.startsWith(
                                        shown.substring(0, shown.length() - "...".length())))));
  }

  @Test
  void knowsTheFormatByItsName() throws Exception {
    for (String line : List.of("import sps", "import --json sps", "import sps --json")) {
      out.reset();
      err.reset();
      assertThat(run((line + " " + file).split(" "))).isZero();
      assertThat(out()).contains("${vault.duo_duo_skey}");
      assertThat(err().isEmpty()).isEqualTo(line.contains("--json"));
    }
  }

  private static final String EXPORT =
      """
      [{"realm":"north",
        "clients":[{"id":"f181f907-ce3f-49fd-97c5-eb3eafe275a7","clientId":"shop"}],
        "authenticatorConfig":[
          {"alias":"Duo","config":{
            "duoApiHostname":"api-1234.duosecurity.com",
            "duoIntegrationKey":"DIXXXXXXXXXXXXXXXXXX",
            "duoSecretKey":"c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00",
            "duoClientIds":"f181f907-ce3f-49fd-97c5-eb3eafe275a7,DISHOPSHOPSHOPSHOPSH,%s"}},
          {"alias":"Other","config":{"duoFailSafe":"true"}}]}]
      """
          .formatted(SKEY.replace("c0ffee", "facade"));

  @Test
  void convertsAnExportOfTheOtherExtension() throws Exception {
    Files.writeString(file, EXPORT);
    assertThat(run("import", "instipod", file.toString())).isEqualTo(1);
    assertThat(err()).contains("north/Duo, north/Other").endsWith("Nothing was imported.\n");
    err.reset();

    assertThat(run("import", "--alias=west", "instipod", "--config", "Duo", file.toString()))
        .isZero();
    JsonNode json = new ObjectMapper().readTree(out());
    assertThat(json.fieldNames()).toIterable().containsExactly("config", "clientConfigs", "report");
    assertThat(json.at("/config/client.configs").asText())
        .isEqualTo("[{\"key\":\"shop\",\"value\":\"west-shop\"}]");
    assertThat(json.at("/clientConfigs/west-shop/duo.ikey").asText())
        .isEqualTo("DISHOPSHOPSHOPSHOPSH");
    assertThat(err().lines())
        .anyMatch(line -> line.startsWith("vault    [west-shop] duoClientIds"))
        .anyMatch(line -> line.startsWith("Ready for use"));
    assertThat(out() + err()).doesNotContain(SKEY).doesNotContain("facade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "import",
        "import sps",
        "import instipod",
        "import sps a b",
        "import a sps b",
        "import --config x a",
        "import sps --config x a",
        "import saml a",
        "export a",
        "import a b",
        "import --jsno a",
        "--json import",
        "import a --alias",
        "import --alias --json a",
        "import --alias --unknown a",
        "import --allowed-hosts a",
        "import --json=yes a",
        "a",
      })
  void explainsItselfWhenItIsCalledWrongly(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(err())
        .containsPattern("Usage: java|Did you mean|Possible sol")
        .doesNotContain("Exception");
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "import --help", "import sps -h", "import instipod -h"})
  void explainsItselfWhenItIsAsked(String line) {
    assertThat(run(line.split(" "))).isZero();
    assertThat(out()).startsWith("Usage: java -jar keycloak-duo-mfa.jar").doesNotContain("\u001b");
    assertThat(err()).isEmpty();
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out()).startsWith("keycloak-duo-mfa ").hasLineCount(1);
  }

  /** An argument that begins with an at sign is a file with arguments elsewhere. */
  @Test
  void takesEveryFileName(@TempDir Path directory) throws Exception {
    Path odd = Files.writeString(directory.resolve("@north"), FILE);
    assertThat(run("import", "--json", odd.toString())).isZero();
    assertThat(run("import", "@" + file)).isEqualTo(2);
    assertThat(err()).isEqualTo("The file cannot be read.\n");
  }

  @Test
  void saysWhenThereIsNoFile(@TempDir Path directory) {
    for (String path : List.of(file + ".gone", directory.toString(), "a\0b")) {
      assertThat(run("import", path)).isEqualTo(2);
    }
    assertThat(err().lines()).hasSize(3).allMatch("The file cannot be read."::equals);
  }
}
