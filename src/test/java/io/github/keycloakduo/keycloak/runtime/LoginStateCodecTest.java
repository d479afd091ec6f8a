package io.github.keycloakduo.keycloak.runtime;

import static io.github.keycloakduo.authentication.ChallengeResults.DEVICES;
import static io.github.keycloakduo.authentication.ChallengeResults.PHONE;
import static io.github.keycloakduo.authentication.ChallengeResults.PORTAL;
import static io.github.keycloakduo.authentication.ChallengeResults.REPORT;
import static io.github.keycloakduo.authentication.ChallengeResults.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.keycloakduo.authentication.ChallengeResult;
import io.github.keycloakduo.authentication.ChallengeResults;
import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.DuoDecision;
import io.github.keycloakduo.authentication.FactorResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.PromptHealthResult;
import io.github.keycloakduo.authentication.RunningEnrolment;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginStateCodecTest {
  private static final ObjectMapper PLAIN = new ObjectMapper();
  private static final List<Class<?>> RESULT_TYPES = resultTypes();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Deadline DEADLINE = new Deadline(NOW.plusSeconds(60));
  private static final DuoUsername AL = new DuoUsername("al");
  private static final Phase.FactorSelection SELECTION =
      new Phase.FactorSelection(AL, DEVICES, VERIFIED, true, false, true);

  private static final PromptRequest PROMPT_REQUEST =
      new PromptRequest(
          "al",
          new Secret("state"),
          new Secret("nonce"),
          URI.create("https://kc.test/realms/r/duo-mfa/callback?tab_id=t"));

  private static final RunningEnrolment ENROLMENT =
      new RunningEnrolment(
          new Enrolment(
              "DU1", new Secret("duo://code"), Optional.of(new Secret("https://m.test/")), NOW),
          NOW);

  static List<ChallengeResult> results() {
    return ChallengeResults.all();
  }

  static List<Phase> phases() {
    OutcomeDetails approved =
        new OutcomeDetails(
            Outcome.APPROVED,
            Optional.of(Factor.PUSH),
            Optional.of("TX1"),
            Optional.of("DP1"),
            Optional.empty(),
            Optional.of("words"),
            "");
    OutcomeDetails reported =
        new OutcomeDetails(
            Outcome.APPROVED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(REPORT),
            Optional.empty(),
            "duo_push");
    return List.of(
        new Phase.NotStarted(),
        new Phase.PreauthRequired(AL),
        new Phase.PreauthPending(AL, "c1", DEADLINE),
        new Phase.EnrolmentPending(AL, PORTAL, "c1", NOW, DEADLINE, true),
        new Phase.EnrolmentPending(AL, Optional.empty(), "", NOW, DEADLINE, false),
        SELECTION,
        new Phase.FactorSelection(AL, List.of(), Optional.empty(), false, true, false),
        new Phase.FactorPending(
            "c1", true, NOW, DEADLINE, Factor.PUSH, Optional.of(PHONE), SELECTION),
        new Phase.FactorPending(
            "c1", false, NOW, DEADLINE, Factor.PHONE, Optional.empty(), SELECTION),
        new Phase.PromptPending(PROMPT_REQUEST, DEADLINE, true),
        new Phase.PromptPending(PROMPT_REQUEST, DEADLINE, false),
        new Phase.CodeExchangePending(AL, "c1", NOW, DEADLINE, true),
        new Phase.CodeExchangePending(AL, "c1", NOW, DEADLINE, false),
        new Phase.OtherFactorPending(AL, "no answer", Optional.of(Outcome.FAIL_OPEN)),
        new Phase.OtherFactorPending(AL, "no answer", Optional.empty()),
        new Phase.QuestionsPending(approved, Optional.of(AL)),
        new Phase.QuestionsPending(reported, Optional.of(AL)),
        new Phase.QuestionsPending(
            OutcomeDetails.of(Outcome.EXEMPT_USER, "listed"), Optional.empty()),
        new Phase.Finished(Outcome.NOT_ENROLLED, PORTAL, Optional.empty()),
        new Phase.Finished(Outcome.FRAUD, Optional.empty(), Optional.of("words")),
        new Phase.Finished(Outcome.SESSION_LIMIT, Optional.empty(), Optional.empty()));
  }

  static Stream<Object> states() {
    Stream<Object> logins =
        phases().stream()
            .flatMap(
                phase ->
                    Stream.of(
                        new LoginState("u1", "f1", true, false, true, phase),
                        new LoginState("u1", "f1", false, true, false, phase)));
    Stream<Object> challenges =
        Stream.concat(
                Stream.of(Optional.<ChallengeResult>empty()), results().stream().map(Optional::of))
            .map(result -> state("t1", result));
    Stream<Object> callbacks =
        Stream.of(
            new UserAction.PromptCallback(
                new Secret("state"), Optional.of(new Secret("code")), Optional.empty()),
            new UserAction.PromptCallback(
                new Secret("state"), Optional.empty(), Optional.of("access_denied")));
    return Stream.of(logins, challenges, callbacks).flatMap(all -> all);
  }

  private static ChallengeState state(String text, Optional<ChallengeResult> result) {
    Optional<String> some = Optional.of(text);
    return new ChallengeState(
        text,
        text,
        Optional.of(Factor.PUSH),
        some,
        some,
        DEADLINE,
        some,
        some,
        Optional.of(ENROLMENT),
        result);
  }

  @Test
  void isProvedWithEveryPhaseAndResult() {
    assertThat(phases().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(leaves(Phase.class).toList());
    assertThat(results().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(leaves(ChallengeResult.class).toList());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    if (type == ChallengeResult.class) {
      return RESULT_TYPES.stream();
    }
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(LoginStateCodecTest::leaves)
        : Stream.of(type);
  }

  /** Each question has a sealed type of its own for its results, and no type knows all of them. */
  private static List<Class<?>> resultTypes() {
    return new ClassFileImporter()
            .importPackagesOf(ChallengeResult.class)
            .get(ChallengeResult.class)
            .getAllSubclasses()
            .stream()
            .filter(type -> !type.isInterface())
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  /** Each type has a name of its own, which also says what kind of call a result answers. */
  @Test
  void namesEveryPhaseAndResultDifferently() throws Exception {
    assertThat(
            names(
                phases().stream().map(phase -> new LoginState("u1", "f1", true, true, true, phase)),
                "/phase/is"))
        .hasSameSizeAs(leaves(Phase.class).toList());
    assertThat(
            names(results().stream().map(result -> state("t1", Optional.of(result))), "/result/is"))
        .hasSameSizeAs(leaves(ChallengeResult.class).toList());
  }

  private static Set<String> names(Stream<?> states, String path) throws Exception {
    Set<String> names = new TreeSet<>();
    for (Object state : states.toList()) {
      names.add(PLAIN.readTree(LoginStateCodec.write(state)).at(path).textValue());
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("states")
  void readsWhatItWrote(Object state) {
    Optional<?> read = LoginStateCodec.read(LoginStateCodec.write(state), state.getClass());
    assertThat(read).isEqualTo(Optional.of(state));
  }

  /** A helper such as {@code isCancel} is no part of a value. */
  @ParameterizedTest
  @MethodSource("states")
  void writesTheComponentsOfRecordsAndNothingElse(Object state) throws Exception {
    assertThatOnlyComponentsAreIn(PLAIN.readTree(LoginStateCodec.write(state)), state);
  }

  private static void assertThatOnlyComponentsAreIn(JsonNode json, Object value) throws Exception {
    if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        assertThatOnlyComponentsAreIn(json, optional.get());
      }
    } else if (value instanceof List<?> list) {
      assertThat(json).hasSameSizeAs(list);
      for (int i = 0; i < list.size(); i++) {
        assertThatOnlyComponentsAreIn(json.get(i), list.get(i));
      }
    } else if (value instanceof Record) {
      Set<String> expected = new TreeSet<>();
      if (value instanceof Phase || value instanceof ChallengeResult) {
        expected.add("is");
      }
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        expected.add(component.getName());
        assertThatOnlyComponentsAreIn(
            json.path(component.getName()), component.getAccessor().invoke(value));
      }
      assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Property
  void keepsEveryText(@ForAll String text) {
    DuoDecision decision =
        new DuoDecision(Outcome.DENIED, text, Optional.empty(), Optional.of(text), false);
    ChallengeState state = state(text, Optional.of(new FactorResult.Decided(decision)));
    assertThat(LoginStateCodec.read(LoginStateCodec.write(state), ChallengeState.class))
        .contains(state);
  }

  @Test
  void keepsWhatIsAbsentAbsent() {
    ChallengeState bare =
        new ChallengeState(
            "c",
            "t",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            DEADLINE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(LoginStateCodec.read(LoginStateCodec.write(bare), ChallengeState.class))
        .contains(bare);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "{}", "[]", "[{}]", "0", "true", "\"x\"", "x", "{\"is\":1}"})
  void isEmptyForForeignText(String text) {
    assertThat(LoginStateCodec.read(text, LoginState.class)).isEmpty();
    assertThat(LoginStateCodec.read(text, ChallengeState.class)).isEmpty();
  }

  @Test
  void isEmptyForNoText() {
    assertThat(LoginStateCodec.read(null, LoginState.class)).isEmpty();
  }

  @Property
  void isEmptyForAnyText(@ForAll String text) {
    assertThat(LoginStateCodec.read(text, LoginState.class)).isEmpty();
    assertThat(LoginStateCodec.read("{" + text + "}", ChallengeState.class)).isEmpty();
  }

  /** Otherwise an outage could let in whoever has started a factor. */
  @Test
  void isEmptyWithoutTheWordWhetherAFactorWasStarted() {
    String text = LoginStateCodec.write(LoginState.notStarted("u1", "f").withFactorStarted());

    assertThat(text).contains("\"factorStarted\":true,");
    assertThat(LoginStateCodec.read(text.replace("\"factorStarted\":true,", ""), LoginState.class))
        .isEmpty();
  }

  @Test
  void isEmptyInAPhaseNobodyKnows() {
    String text = LoginStateCodec.write(LoginState.notStarted("u1", "f"));

    assertThat(text).contains("\"not_started\"");
    assertThat(LoginStateCodec.read(text.replace("not_started", "inside"), LoginState.class))
        .isEmpty();
  }

  @Test
  void isEmptyForAResultNobodyKnows() {
    String text =
        LoginStateCodec.write(state("t1", Optional.of(new PromptHealthResult.Available())));

    assertThat(text).contains("\"prompt_available\"");
    assertThat(
            LoginStateCodec.read(text.replace("prompt_available", "healthy"), ChallengeState.class))
        .isEmpty();
  }

  @Test
  void writesAnAddressAsItsText() {
    String text = LoginStateCodec.write(REPORT);

    assertThat(text).contains("\"clientIp\":\"192.0.2.1\"");
    assertThat(LoginStateCodec.read(text.replace("192.0.2.1", "192.0.2.2"), PromptReport.class))
        .map(PromptReport::clientIp)
        .contains(ClientIp.parse("192.0.2.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "here", "192.0.2"})
  void isEmptyForAnAddressThatIsNone(String address) {
    String text = LoginStateCodec.write(REPORT);

    assertThat(LoginStateCodec.read(text.replace("192.0.2.1", address), PromptReport.class))
        .isEmpty();
  }

  /** What an older version of the extension left behind during an update. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"userId\":\"u1\",\"settings\":\"f\",\"factorStarted\":false,"
            + "\"where\":{\"is\":\"at_the_door\"}}",
        "{\"userId\":\"u1\",\"settings\":\"f\",\"factorStarted\":false,"
            + "\"where\":{\"is\":\"inside\"}}",
        "{\"userId\":\"u1\",\"settings\":\"f\",\"phase\":{\"is\":\"fresh\"},"
            + "\"factorStarted\":true,\"usedCodeExcused\":false}"
      })
  void isEmptyForAStateOfAnOlderVersion(String text) {
    assertThat(LoginStateCodec.read(text, LoginState.class)).isEmpty();
  }

  /** A half-understood state could forget that a factor was started. */
  @ParameterizedTest
  @MethodSource("states")
  void isEmptyWhenAnythingIsMissingOrNew(Object state) throws Exception {
    String text = LoginStateCodec.write(state);
    for (String edited : edits(text)) {
      assertThat(LoginStateCodec.read(edited, state.getClass())).as(edited).isEmpty();
    }
    assertThat(LoginStateCodec.read(text + "{}", state.getClass())).isEmpty();
    assertThat(LoginStateCodec.read(text.substring(0, text.length() - 1), state.getClass()))
        .isEmpty();
  }

  /** The text with one property less, one more, or a switch that is neither on nor off. */
  private static List<String> edits(String text) throws Exception {
    List<String> edited = new ArrayList<>();
    int objects = objects(PLAIN.readTree(text)).size();
    for (int i = 0; i < objects; i++) {
      List<String> names = new ArrayList<>();
      objects(PLAIN.readTree(text)).get(i).fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode less = PLAIN.readTree(text);
        objects(less).get(i).remove(name);
        edited.add(less.toString());
        if (objects(PLAIN.readTree(text)).get(i).get(name).isBoolean()) {
          JsonNode none = PLAIN.readTree(text);
          objects(none).get(i).putNull(name);
          edited.add(none.toString());
        }
      }
      JsonNode more = PLAIN.readTree(text);
      objects(more).get(i).put("new", true);
      edited.add(more.toString());
    }
    return edited;
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> found = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      found.add(object);
    }
    node.forEach(child -> found.addAll(objects(child)));
    return found;
  }

  /** A new text in a state must be judged here: nothing a person typed may be stored. */
  @Test
  void hasNoPlaceForAPasscode() {
    Set<String> texts = new TreeSet<>();
    collect(LoginState.class, texts);
    collect(ChallengeState.class, texts);
    assertThat(texts)
        .containsExactlyInAnyOrder(
            "LoginState.userId",
            "LoginState.config",
            "DuoUsername.name",
            "PreauthPending.challengeId",
            "Enrolment.userId",
            "EnrolmentPending.challengeId",
            "FactorPending.challengeId",
            "Device.id",
            "Device.label",
            "Preselection.deviceId",
            "CodeExchangePending.challengeId",
            "OtherFactorPending.reason",
            "OutcomeDetails.deviceId",
            "OutcomeDetails.detail",
            "OutcomeDetails.txid",
            "PromptReport.deviceId",
            "PromptReport.factor",
            "PromptReport.reason",
            "PromptReport.amr",
            "DuoDecision.duoWords",
            "Finished.duoWords",
            "OutcomeDetails.duoWords",
            "Reported.duoWords",
            "PromptReport.txid",
            "PromptRequest.identity",
            "Reported.detail",
            // State and nonce of a request to the Universal Prompt.
            "Secret.value",
            "VerifiedPush.txid",
            "VerifiedPush.code",
            "DuoDecision.detail",
            "ChallengeState.id",
            "ChallengeState.tab",
            "ChallengeState.device",
            "ChallengeState.deviceId",
            "ChallengeState.txid",
            "ChallengeState.code");
  }

  private static void collect(Class<?> type, Set<String> texts) {
    leaves(type).filter(leaf -> leaf != type).forEach(leaf -> collect(leaf, texts));
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        Class<?> held = held(component.getGenericType());
        if (held == String.class) {
          texts.add(type.getSimpleName() + "." + component.getName());
        }
        collect(held, texts);
      }
    }
  }

  private static Class<?> held(Type type) {
    return type instanceof ParameterizedType generic
        ? held(generic.getActualTypeArguments()[0])
        : (Class<?>) type;
  }
}
