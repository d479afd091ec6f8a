package io.github.keycloakduo.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.recipes.FakeTokenEndpoint.Answer;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts send, and what they make of answers that may come from anywhere. */
@NeedsPrograms({"sh", "curl", "jq", "shellcheck"})
@Execution(ExecutionMode.CONCURRENT) // The scripts sleep most of the time.
class RecipeScriptsTest {
  private static final String TOKEN = "header.claims.signature";
  private static final Answer IN = new Answer(200, "{\"access_token\":\"" + TOKEN + "\"}");
  private static final Answer WRONG_PASSWORD = Answer.refused("Invalid user credentials");
  private static final String YUBIKEY = "cccccccbcjdifctrndncchkftchjlnbhvhtugdljibej";

  private final Path work;
  private final FakeTokenEndpoint keycloak;

  RecipeScriptsTest(@TempDir Path work) throws IOException {
    this.work = work;
    keycloak = FakeTokenEndpoint.start();
  }

  @AfterEach
  void stop() {
    keycloak.close();
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    ProcessBuilder check = new ProcessBuilder("shellcheck", "--enable=quote-safe-variables");
    try (Stream<Path> scripts = Files.list(RecipeScripts.FOLDER)) {
      List<String> all = scripts.map(Path::toString).filter(name -> name.endsWith(".sh")).toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(2);
      check.command().addAll(all);
    }

    RecipeScripts.Run run = RecipeScripts.finished(check.start());

    assertThat(run.out()).isEmpty();
    assertThat(run.status()).as(run.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body><form id=\"kc-duo-form\"></form></body></html>",
        "",
        "{}",
        "[]",
        "null",
        "\"access_token\"",
        "{\"token_type\":\"Bearer\"}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":null}",
        "{\"access_token\":true}",
        "{\"access_token\":{\"a\":\"b\"}}",
        "{\"access_token\":\"cut off",
        "{\"access_token\":\"" + TOKEN + "\"}<html>",
        "{\"access_token\":\"" + TOKEN + "\"}\n{\"access_token\":\"" + TOKEN + "\"}",
      })
  void nobodyGetsInWithoutAToken(String body) throws Exception {
    keycloak.answers(new Answer(200, body));

    RecipeScripts.Run gateway = scripts().gateway("alice-pw\n", "alice");
    assertThat(gateway.status()).as(gateway.toString()).isEqualTo(1);
    assertThat(gateway.out()).isEmpty();
    assertThat(gateway.err()).contains("no access token");

    assertThat(pam("alice-pw").status()).isEqualTo(9);
    assertThat(keycloak.forms())
        .hasSize(2)
        .allSatisfy(
            form ->
                assertThat(form)
                    .containsEntry("username", "alice")
                    .containsEntry("password", "alice-pw")
                    .containsEntry("wait", "false"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | <html>Bad request</html>",
        "400 | {}",
        "400 | []",
        "400 | {\"error\":\"mfa_required\"}",
        "400 | {\"error\":\"mfa_required\",\"duo\":{\"reason\":\"push_sent\",\"prompt\":\"x\"}}",
        "302 | ''",
        "404 | Not found",
        "502 | <html>Bad gateway</html>",
        "503 | {\"error\":\"temporarily_unavailable\"}",
      })
  void nobodyGetsInByAnythingButSuccess(int status, String body) throws Exception {
    keycloak.answers(new Answer(status, body), IN);

    assertThat(pam("alice-pw").status()).isIn(7, 9);
    keycloak.answers(new Answer(status, body), IN);
    RecipeScripts.Run gateway =
        scripts().with(Map.of("TIMEOUT", "1")).gateway("alice-pw\n", "alice");

    assertThat(gateway.status()).as(gateway.toString()).isIn(1, 75);
    assertThat(gateway.out()).isEmpty();
    assertThat(keycloak.forms()).hasSize(2);
  }

  @Test
  void aTokenIsALogin() throws Exception {
    keycloak.answers(
        new Answer(200, "{\"token_type\":\"Bearer\",\n \"access_token\":\"" + TOKEN + "\"}\n"));

    RecipeScripts.Run gateway = scripts().gateway("alice-pw\n", "alice");
    assertThat(gateway.status()).as(gateway.toString()).isZero();
    assertThat(gateway.out()).isEqualTo(TOKEN);

    RecipeScripts.Run pam = pam("alice-pw");
    assertThat(pam.status()).as(pam.toString()).isZero();
    assertThat(pam.out()).isEmpty();
  }

  /** D16: the caller may own the name, and with it what the name resolves to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "host.example",
        "cafe.de",
        "localhost",
        "10.0.0.1.example",
        "::1 x",
        "*",
        "1.2.3.256",
        "1::2::3",
        "1:2:3:4:5:6:7:8:9",
        "[cafe.de]:22",
        "",
      })
  void aCallerWithoutAnAddressHasNone(String from) throws Exception {
    keycloak.answers(IN);

    RecipeScripts.Run pam = RecipeScripts.finished(scripts().pam("alice", "alice-pw", from));

    assertThat(pam.status()).as(pam.toString()).isZero();
    assertThat(keycloak.forms())
        .singleElement()
        .satisfies(form -> assertThat(form).containsKey("username").doesNotContainKey("client_ip"));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.9, 198.51.100.9",
    "198.51.100.9:4711, 198.51.100.9",
    "2001:db8::77, 2001:db8::77",
    "[2001:db8::77], 2001:db8::77",
    "[2001:db8::77]:4711, 2001:db8::77",
    "2001:DB8:0:0:0:0:0:77, 2001:DB8:0:0:0:0:0:77",
    "::ffff:198.51.100.9, ::ffff:198.51.100.9",
    "fe80::1%eth0, fe80::1",
    "[fe80::1%eth0.7]:22, fe80::1",
  })
  void anAddressIsSentInItsPlainSpelling(String from, String sent) throws Exception {
    keycloak.answers(IN);

    assertThat(RecipeScripts.finished(scripts().pam("alice", "alice-pw", from)).status()).isZero();

    assertThat(keycloak.forms())
        .singleElement()
        .satisfies(form -> assertThat(form).containsEntry("client_ip", sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice-pw",
        "Winter,202612!",
        "Winter,12345678901",
        "Winter,pushed",
        "Winter,push0",
        "Winter, 123456",
        "Winter,ccccccbcjdifctrndncchkftchjlnbhvhtugdljibej",
        "123456",
        ",123456",
        "&otp=1+2%20=ü,€",
      })
  void anyOtherTextIsAPassword(String typed) throws Exception {
    keycloak.answers(WRONG_PASSWORD);

    RecipeScripts.Run pam = pam(typed);

    assertThat(pam.status()).isEqualTo(7);
    assertThat(pam.out()).isEqualTo("Access denied");
    assertThat(readings()).containsExactly(typed + " / null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456", "123-456", "push", "PUSH2", "phone1", "sms", YUBIKEY,
      })
  void aPasscodeOrWordAtTheEndIsSplitOffOnceTheWholeIsNoPassword(String tail) throws Exception {
    keycloak.answers(WRONG_PASSWORD);
    assertThat(pam("pw,1," + tail).status()).isEqualTo(7);
    assertThat(readings()).containsExactly("pw,1," + tail + " / null", "pw,1 / " + tail);
  }

  @Test
  void nothingIsSplitOffARightPassword() throws Exception {
    keycloak.answers(Answer.pushSent("s1"), Answer.refused("You denied it"));

    RecipeScripts.Run pam = pam("Winter,202612");

    assertThat(pam.status()).isEqualTo(7);
    assertThat(pam.out()).isEqualTo("You denied it");
    assertThat(readings()).containsOnly("Winter,202612 / null");
  }

  /** The state is known to Keycloak, so that the password was right: the push came to nothing. */
  @Test
  void aWrongPasscodeOrALostStateIsNoReasonToTryTheOtherReading() throws Exception {
    keycloak.answers(Answer.pushSent("s1"), WRONG_PASSWORD);

    assertThat(pam("Winter,202612").status()).isEqualTo(7);

    assertThat(readings()).containsOnly("Winter,202612 / null");
  }

  @ParameterizedTest
  @CsvSource({"always, pw / 123456", "never, 'pw,123456 / null'"})
  void whoKnowsThePasswordsMaySaySo(String split, String reading) throws Exception {
    keycloak.answers(WRONG_PASSWORD);

    RecipeScripts scripts = scripts().with(Map.of("SPLIT", split));
    assertThat(RecipeScripts.finished(scripts.pam("alice", "pw,123456")).status()).isEqualTo(7);

    assertThat(readings()).containsExactly(reading);
  }

  @Test
  void aMisspeltOptionLetsNobodyIn() throws Exception {
    keycloak.answers(IN);

    RecipeScripts scripts = scripts().with(Map.of("SPLIT", "yes"));

    assertThat(RecipeScripts.finished(scripts.pam("alice", "pw,123456")).status()).isEqualTo(9);
    assertThat(keycloak.forms()).isEmpty();
  }

  @Test
  void anEmptyPasswordIsNotSent() throws Exception {
    keycloak.answers(IN);

    assertThat(pam("").status()).isEqualTo(7);

    assertThat(keycloak.forms()).isEmpty();
  }

  @Test
  void bothComeBackWithTheNewestStateUntilThereIsAnAnswer() throws Exception {
    Answer[] answers = {
      Answer.pushSent("s1"), Answer.unavailable(), Answer.pushSent("s+2"), IN,
    };
    keycloak.answers(answers);
    RecipeScripts.Run pam = pam("alice-pw");
    assertThat(pam.status()).as(pam.toString()).isZero();
    keycloak.answers(answers);
    RecipeScripts.Run gateway = scripts().gateway("alice-pw\n", "alice");
    assertThat(gateway.status()).as(gateway.toString()).isZero();
    assertThat(gateway.err()).containsOnlyOnce("Approve it.");

    assertThat(keycloak.forms().stream().map(form -> String.valueOf(form.get("duo_state"))))
        .containsExactly("null", "s1", "s1", "s+2", "null", "s1", "s1", "s+2");
    assertThat(keycloak.forms()).allMatch(form -> "alice-pw".equals(form.get("password")));
  }

  @Test
  void bothGiveUpInTime() throws Exception {
    keycloak.answers(Answer.pushSent("s1"));
    RecipeScripts scripts = scripts().with(Map.of("TIMEOUT", "3"));

    RecipeScripts.Run pam = RecipeScripts.finished(scripts.pam("alice", "alice-pw"));
    assertThat(pam.status()).isEqualTo(7);
    assertThat(pam.out()).isEqualTo("There was no answer in time.");
    RecipeScripts.Run gateway = scripts.gateway("alice-pw\n", "alice");
    assertThat(gateway.status()).isEqualTo(1);
    assertThat(gateway.err()).contains("There was no answer in time.");
  }

  @Test
  void bothSayThatKeycloakIsAway() throws Exception {
    keycloak.answers(Answer.unavailable());

    RecipeScripts.Run pam = pam("pw,123456");
    assertThat(pam.status()).isEqualTo(9);
    assertThat(pam.out()).isEqualTo("Out of reach");
    assertThat(scripts().gateway("alice-pw\n", "alice").status()).isEqualTo(75);
    assertThat(keycloak.forms()).hasSize(2);
    keycloak.close();
    assertThat(pam("alice-pw").status()).isEqualTo(9);
    assertThat(scripts().gateway("alice-pw\n", "alice").status()).isEqualTo(75);
  }

  @Test
  void bothShowThatARequestOfAnotherSignInIsOpen() throws Exception {
    Answer pending =
        Answer.mfaRequired(
            "\"reason\":\"push_pending\",\"prompt\":\"Deny it. \\u001b[2J\",\"key\":\"otp\","
                + "\"disable_echo\":false,\"state\":\"s1\"");
    keycloak.answers(pending);
    RecipeScripts.Run pam = pam("alice-pw");
    assertThat(pam.status()).isEqualTo(7);
    // What comes from the network gives no orders to a terminal.
    assertThat(pam.out()).isEqualTo("Deny it.  [2J");

    keycloak.answers(pending, IN);
    RecipeScripts.Run gateway = scripts().gateway("alice-pw\n123456\n", "alice");
    assertThat(gateway.status()).as(gateway.toString()).isZero();
    assertThat(keycloak.forms())
        .last()
        .satisfies(
            form ->
                assertThat(form).containsEntry("otp", "123456").containsEntry("duo_state", "s1"));
  }

  @Test
  void anAnswerIsReplacedAndNotDoubled() {
    Answer question =
        Answer.mfaRequired(
            "\"reason\":\"question\",\"prompt\":\"Ticket?\",\"key\":\"ticket\",\"disable_echo\":false");
    keycloak.answers(question, question, IN);

    RecipeScripts.Run gateway = scripts().gateway("alice-pw\n1\n2 & 3\n", "alice");

    assertThat(gateway.status()).as(gateway.toString()).isZero();
    assertThat(keycloak.forms())
        .last()
        .satisfies(form -> assertThat(form).containsEntry("answer.ticket", "2 & 3"));
  }

  /** Everyone on a machine can read its command lines; files outlive the script. */
  @Test
  void noSecretIsOnACommandLineOrInAFile() throws Exception {
    Path log = work.resolve("commands");
    Path bin = Files.createDirectories(work.resolve("bin"));
    for (String program : List.of("curl", "jq", "awk", "grep", "tr", "date", "sleep", "sed")) {
      Path wrapper =
          Files.writeString(
              bin.resolve(program),
              "#!/bin/sh\nprintf '%s\\n' \""
                  + program
                  + " $*\" >>'"
                  + log
                  + "'\n"
                  + "PATH=${PATH#*:}\nexec "
                  + program
                  + " \"$@\"\n");
      assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    }
    Path temporary = Files.createDirectories(work.resolve("tmp"));
    RecipeScripts scripts =
        scripts()
            .in(Map.of("PATH", bin + ":" + System.getenv("PATH"), "TMPDIR", temporary.toString()));
    keycloak.answers(WRONG_PASSWORD, Answer.pushSent("canary-state"), IN);
    assertThat(RecipeScripts.finished(scripts.pam("alice", "canary-pw,748159")).status()).isZero();
    keycloak.answers(
        Answer.mfaRequired(
            "\"reason\":\"otp\",\"prompt\":\"Code?\",\"key\":\"otp\",\"state\":\"canary-state\""),
        IN);
    assertThat(scripts.gateway("canary-pw\n748159\n", "alice").status()).isZero();

    assertThat(keycloak.forms()).hasSize(5);
    assertThat(Files.readString(log))
        .contains("curl ", "jq ")
        .doesNotContain("canary", "748159", TOKEN);
    assertThat(temporary).isEmptyDirectory();
  }

  private List<String> readings() {
    return keycloak.forms().stream()
        .map(form -> form.get("password") + " / " + form.get("otp"))
        .toList();
  }

  private RecipeScripts.Run pam(String typed) throws IOException, InterruptedException {
    return RecipeScripts.finished(scripts().pam("alice", typed));
  }

  private RecipeScripts scripts() {
    return RecipeScripts.of(keycloak.realm(), "canary-secret", work);
  }
}
