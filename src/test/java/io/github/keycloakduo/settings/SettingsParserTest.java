package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class SettingsParserTest {
  private static final List<String> REQUIRED = List.of("duo.ikey", "duo.skey", "duo.host");

  @Example
  void refusesTheMaskThatKeycloakShowsInThePlaceOfASecret() {
    Options proxied =
        Options.least()
            .with("https_proxy.server", "proxy.example")
            .with("https_proxy.username", "kc");
    Map.of("duo.skey", "**********", "https_proxy.password", " ***** ")
        .forEach(
            (key, mask) ->
                assertThat(proxied.with(key, mask).problems())
                    .singleElement()
                    .asString()
                    .contains(key, "mask that Keycloak shows", "enter the secret itself"));
  }

  @Example
  void needsNoMoreThanKeysAndHost() {
    assertThat(Options.least().valid().integration().ikey()).isEqualTo("DIXXXXXXXXXXXXXXXXXX");
  }

  @Example
  void showsWhatItRefusesAsItIsWritten() {
    assertThat(
            Options.least()
                .with("duo.autopush", "Maybe")
                .with("duo.mode", "Upside Down")
                .with("duo.factors", "Push##Pigeon")
                .problems())
        .containsExactly(
            "duo.mode: invalid value \"Upside Down\": expected form or universal",
            "duo.factors: invalid value \"Pigeon\": expected any of push, passcode, sms,"
                + " phone, security_key",
            "duo.autopush: invalid value \"Maybe\": expected true or false");
  }

  @Example
  void refusesTextMessagesWithoutPasscodes() {
    for (String factors : List.of("sms", "push##sms", "SMS,phone")) {
      assertThat(Options.least().with("duo.factors", factors).problems())
          .containsExactly(
              "duo.factors: sms without passcode is not accepted; accepted is both or neither,"
                  + " since Duo does not tell the code of a text message from other passcodes and"
                  + " would take any");
    }
  }

  @Property
  void refusesAnyRandomConfigurationThatLacksARequiredOption(
      @ForAll("configurations") Map<String, String> stored) {
    ConfigResult parsed = new Options(stored, Map.of()).parse();
    boolean complete = REQUIRED.stream().noneMatch(key -> stored.getOrDefault(key, "").isBlank());
    if (parsed instanceof ConfigResult.Invalid invalid) {
      assertThat(invalid.problems())
          .isNotEmpty()
          .allMatch(problem -> problem.sentence().lines().count() == 1)
          .allMatch(SettingsParserTest::startsWithItsKey);
    } else {
      assertThat(complete).isTrue();
    }
  }

  private static boolean startsWithItsKey(ConfigProblem problem) {
    return problem.key().map(key -> problem.sentence().startsWith(key.id())).orElse(true);
  }

  @Property
  void tellsTheSameWhateverTheOrderOfTheKeys(@ForAll("configurations") Map<String, String> stored) {
    Map<String, String> other = new TreeMap<>(Comparator.reverseOrder());
    other.putAll(stored);
    assertThat(new Options(other, Map.of()).parse())
        .isEqualTo(new Options(stored, Map.of()).parse());
  }

  @Property
  void neverShowsASecret(@ForAll("secrets") String secret) {
    Options wrong =
        Options.none()
            .with("duo.skey", secret + " !")
            .with("https_proxy.password", secret)
            .with("duo.ca_certificates", secret)
            .inVault(SettingKey.DUO_HOST, secret + "/")
            .inVault(SettingKey.DUO_FACTORS, secret);
    assertThat(wrong.problems()).noneMatch(problem -> problem.contains(secret));
    Options right =
        Options.least()
            .with("duo.skey", secret)
            .with("https_proxy.server", "proxy.example")
            .with("https_proxy.username", "joe")
            .with("https_proxy.password", secret);
    assertThat(right.parse().toString()).doesNotContain(secret);
  }

  @Example
  void collectsEveryErrorAtOnce() {
    assertThat(
            Options.none()
                .with("duo.skey", "a b")
                .with("duo.timeout", "0")
                .with("duo.factor", "push")
                .problems())
        .extracting(problem -> problem.split("[ :]", 2)[0])
        .containsExactlyInAnyOrder("duo.factor", "duo.ikey", "duo.skey", "duo.host", "duo.timeout");
  }

  @Example
  void reportsUnknownOptionsAndLetsKeycloaksOwnPass() {
    assertThat(
            Options.least()
                .with("default.reference.value", "otp")
                .with("default.reference.maxAge", "60")
                .valid()
                .integration()
                .ikey())
        .isNotEmpty();
    assertThat(Options.least().with("duo.factor", "sms").problems())
        .containsExactly("duo.factor is not an option of this extension; remove or correct it");
    assertThat(Options.least().with("Duo.Timeout", "9").with("reference.default", "").problems())
        .hasSize(2);
  }

  @Example
  void doesNotCountKeycloaksOwnOptionsAsAChange() {
    assertThat(Options.least().with("default.reference.value", "otp").valid().fingerprint())
        .isEqualTo(Options.least().valid().fingerprint());
  }

  @Example
  void takesAnExpressionForTheVaultOnlyAsTheWholeValue() {
    Options half = Options.least().with("auth.prompt", "Code ${vault.x}:");
    assertThat(half.valid().prompt().text()).contains("Code ${vault.x}:");
  }

  @Example
  void refusesHalfAProxy() {
    assertThat(Options.least().with("https_proxy.username", "joe").problems())
        .containsExactly("https_proxy.server is missing although https_proxy.username is set");
    assertThat(
            Options.least()
                .with("https_proxy.server", "proxy.example")
                .with("https_proxy.password", "p")
                .problems())
        .containsExactly("https_proxy.username is missing although there is a password");
    assertThat(Options.least().with("https_proxy.password", "p").problems())
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("https_proxy."));
  }

  @Example
  void hidesTheCredentialsOfAProxyThatIsWrittenAsAUrl() {
    assertThat(
            Options.least().with("https_proxy.server", "http://joe:s3cr3t@proxy:3128").problems())
        .singleElement()
        .asString()
        .contains("https_proxy.server", "@proxy:3128", "a host name without port")
        .doesNotContain("joe", "s3cr3t");
  }

  @Example
  void refusesAListThatNamesNothing() {
    for (String empty : List.of("##", ",", " ## , ")) {
      assertThat(Options.least().with("duo.factors", empty).problems())
          .singleElement()
          .asString()
          .startsWith("duo.factors");
    }
  }

  @Example
  void hasTextsForItsOptionsOnly() {
    Set<String> expected = new HashSet<>();
    for (SettingKey key : SettingKey.values()) {
      expected.add(key.id());
      expected.add(key.id() + ".help");
    }
    assertThat(ResourceBundle.getBundle("io.github.keycloakduo.settings.settings").keySet())
        .isEqualTo(expected);
  }

  @Example
  void readsWordsTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      Options options =
          Options.least().with("duo.host", "API-I.DUOSECURITY.COM").with("duo.unenrolled", "DENY");
      assertThat(options.valid().connection().host().host()).isEqualTo("api-i.duosecurity.com");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Provide
  Arbitrary<Map<String, String>> configurations() {
    Arbitrary<String> keys =
        Arbitraries.frequencyOf(
            Tuple.of(
                9, Arbitraries.of(Arrays.stream(SettingKey.values()).map(SettingKey::id).toList())),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(12)));
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of("true", "no", "5", "form", "push##sms", "", " ", "${vault.a}", "deny"),
            Arbitraries.of("DI", "api-1.duosecurity.com", SamplePem.ONE, SamplePem.broken()),
            Arbitraries.strings().ofMaxLength(30));
    return Arbitraries.maps(keys, values).ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .ofMinLength(8)
        .ofMaxLength(40)
        .map(text -> "S3" + text);
  }

  @Example
  void neverTakesAnEmptyVaultEntryForARequiredOption() {
    assertThat(Options.least().inVault(SettingKey.DUO_SKEY, "\n").problems())
        .isEqualTo(List.of("duo.skey is missing; it is required"));
    assertThat(Optional.of(Options.least().inVault(SettingKey.DUO_SKEY, "key\n").valid()))
        .hasValueSatisfying(s -> assertThat(s.integration().skey().value()).isEqualTo("key"));
  }

  /** Whoever pastes an address wants to know what is too much of it. */
  @Example
  void saysThatAHostIsNoAddress() {
    for (String host :
        List.of(
            "https://api-1.duosecurity.com",
            "http://api-1.duosecurity.com:443/",
            "api-1.duosecurity.com/auth/v2")) {
      assertThat(Options.least().with("duo.host", host).problems())
          .containsExactly(
              "duo.host: invalid value \""
                  + host
                  + "\": expected the host name alone, as in api-1234abcd.duosecurity.com, without"
                  + " \"https://\" and path");
    }
  }

  @Example
  void saysWhatAHostLooksLike() {
    for (String host :
        List.of("not a host", "api-1.duosecurity.com:0", "api-1.duosecurity.com:port")) {
      assertThat(Options.least().with("duo.host", host).problems())
          .containsExactly(
              "duo.host: invalid value \""
                  + host
                  + "\": expected a host name, as in api-1234abcd.duosecurity.com, or host:port");
    }
  }

  @Example
  void saysOfAnEntryThatTheVaultLacksNotThatItIsMissingToo() {
    assertThat(Options.least().with("duo.skey", "${vault.gone}").problems())
        .containsExactly("duo.skey: the vault has no entry for ${vault.gone}");
    assertThat(Options.least().with("duo.skey", "$").problems())
        .singleElement()
        .asString()
        .startsWith("duo.skey: invalid value \"$\" without an entry of the credential store");
  }
}
