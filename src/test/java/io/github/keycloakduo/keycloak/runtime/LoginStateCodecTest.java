package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.Progress;
import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.authentication.Verdict;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.VerifiedPush;
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
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Optional<URI> PORTAL =
      Optional.of(URI.create("https://duo.test/enroll?c=1"));
  private static final Device PHONE =
      new Device("DP1", "iOS (XXX-XXX-1234) \"</script>山", Set.of(Factor.PUSH, Factor.SMS));
  private static final Verdict.Choose CHOOSE =
      new Verdict.Choose(
          List.of(PHONE, new Device("DH1", "", Set.of())),
          Optional.of(new VerifiedPush("VTX", "012345", NOW)));
  private static final Phase.Choosing CHOOSING = new Phase.Choosing(CHOOSE, true, false, true);

  private static final PromptRequest TICKET =
      new PromptRequest(
          "al",
          new Secret("state"),
          new Secret("nonce"),
          URI.create("https://kc.test/realms/r/duo-mfa/callback?tab_id=t"));
  private static final PromptReport REPORT =
      new PromptReport(
          Optional.of("duo_push"),
          Optional.of("user_approved"),
          Optional.of("TX1"),
          Optional.of("DP1"),
          Optional.of("192.0.2.1"));

  static List<Verdict> verdicts() {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(CHOOSE);
    verdicts.add(new Verdict.Choose(List.of(), Optional.empty()));
    verdicts.add(new Verdict.SmsSent());
    verdicts.add(new Verdict.TooManyGuesses());
    verdicts.add(new Verdict.Healthy());
    verdicts.add(new Verdict.UnknownCode());
    verdicts.add(new Verdict.Reported(Outcome.APPROVED, "duo_push", REPORT));
    verdicts.add(new Verdict.Reported(Outcome.DENIED, "", PromptReport.NONE));
    for (Outcome outcome : Outcome.values()) {
      verdicts.add(new Verdict.Decided(outcome, "because", PORTAL));
    }
    verdicts.add(new Verdict.Decided(Outcome.DENIED, "", Optional.empty()));
    return verdicts;
  }

  static List<Phase> phases() {
    return List.of(
        new Phase.Fresh(),
        new Phase.Contacting("c1", NOW),
        CHOOSING,
        new Phase.Choosing(CHOOSE, false, true, false),
        new Phase.Waiting("c1", true, NOW, NOW, Factor.PUSH, Optional.of(PHONE), CHOOSING),
        new Phase.Waiting("c1", false, NOW, NOW, Factor.PHONE, Optional.empty(), CHOOSING),
        new Phase.AtPrompt(TICKET, NOW, true),
        new Phase.AtPrompt(TICKET, NOW, false),
        new Phase.Exchanging("c1", NOW, NOW, true),
        new Phase.Ended(Outcome.NOT_ENROLLED, PORTAL),
        new Phase.Ended(Outcome.FRAUD, Optional.empty()));
  }

  static Stream<Object> states() {
    return Stream.concat(
        phases().stream()
            .flatMap(
                phase ->
                    Stream.of(
                        new Progress("u1", "f1", phase, true, false),
                        new Progress("u1", "f1", phase, false, true))),
        Stream.concat(
            Stream.of(state("t1", Optional.empty())),
            verdicts().stream().map(verdict -> state("t1", Optional.of(verdict)))));
  }

  private static ChallengeState state(String text, Optional<Verdict> verdict) {
    Optional<String> some = Optional.of(text);
    return new ChallengeState(
        text, text, Optional.of(Factor.PUSH), some, some, NOW, some, some, verdict);
  }

  @Test
  void isProvedWithEveryPhaseAndVerdict() {
    assertThat(phases())
        .extracting(Object::getClass)
        .containsAll(List.of(Phase.class.getPermittedSubclasses()));
    assertThat(verdicts())
        .extracting(Object::getClass)
        .containsAll(List.of(Verdict.class.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("states")
  void readsWhatItWrote(Object state) {
    Optional<?> read = LoginStateCodec.read(LoginStateCodec.write(state), state.getClass());
    assertThat(read).isEqualTo(Optional.of(state));
  }

  @Property
  void keepsEveryText(@ForAll String text) {
    ChallengeState state =
        state(text, Optional.of(new Verdict.Decided(Outcome.DENIED, text, Optional.empty())));
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
            NOW,
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
    assertThat(LoginStateCodec.read(text, Progress.class)).isEmpty();
    assertThat(LoginStateCodec.read(text, ChallengeState.class)).isEmpty();
  }

  @Test
  void isEmptyForNoText() {
    assertThat(LoginStateCodec.read(null, Progress.class)).isEmpty();
  }

  @Property
  void isEmptyForAnyText(@ForAll String text) {
    assertThat(LoginStateCodec.read(text, Progress.class)).isEmpty();
    assertThat(LoginStateCodec.read("{" + text + "}", ChallengeState.class)).isEmpty();
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
    collect(Progress.class, texts);
    collect(ChallengeState.class, texts);
    assertThat(texts)
        .containsExactlyInAnyOrder(
            "Progress.userId",
            "Progress.settings",
            "Contacting.challengeId",
            "Waiting.challengeId",
            "Device.id",
            "Device.label",
            "Exchanging.challengeId",
            "PromptReport.clientIp",
            "PromptReport.deviceId",
            "PromptReport.factor",
            "PromptReport.reason",
            "PromptReport.txid",
            "PromptTicket.identity",
            "Reported.detail",
            // State and nonce of a visit to Duo's page.
            "Secret.value",
            "VerifiedPush.txid",
            "VerifiedPush.code",
            "Decided.detail",
            "ChallengeState.id",
            "ChallengeState.tab",
            "ChallengeState.device",
            "ChallengeState.deviceId",
            "ChallengeState.txid",
            "ChallengeState.code");
  }

  private static void collect(Class<?> type, Set<String> texts) {
    if (type.isSealed()) {
      Stream.of(type.getPermittedSubclasses()).forEach(sub -> collect(sub, texts));
    }
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
