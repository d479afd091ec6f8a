package io.github.keycloakduo.keycloak.runtime;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.keycloakduo.authentication.LoginProgress.Where;
import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.authentication.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text form in which progress and challenges travel between requests and nodes. */
public final class LoginStateCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addMixIn(Verdict.class, VerdictTypes.class)
          .addMixIn(Phase.class, PhaseTypes.class)
          .addMixIn(Where.class, WhereTypes.class)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          // Whatever is missing would be taken for false or absent, "a factor was started" too.
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LoginStateCodec() {}

  /** As text. */
  public static String write(Object state) {
    try {
      return MAPPER.writeValueAsString(state);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Empty also when another version of this extension wrote it: then the login begins anew. */
  public static <T> Optional<T> read(@Nullable String text, Class<T> type) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(MAPPER.readValue(text, type));
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Choose.class, name = "choose"),
    @JsonSubTypes.Type(value = Verdict.SmsSent.class, name = "sms_sent"),
    @JsonSubTypes.Type(value = Verdict.TooManyGuesses.class, name = "too_many_guesses"),
    @JsonSubTypes.Type(value = Verdict.Healthy.class, name = "healthy"),
    @JsonSubTypes.Type(value = Verdict.UnknownCode.class, name = "unknown_code"),
    @JsonSubTypes.Type(value = Verdict.Reported.class, name = "reported"),
    @JsonSubTypes.Type(value = Verdict.Decided.class, name = "decided")
  })
  private interface VerdictTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Fresh.class, name = "fresh"),
    @JsonSubTypes.Type(value = Phase.Contacting.class, name = "contacting"),
    @JsonSubTypes.Type(value = Phase.Choosing.class, name = "choosing"),
    @JsonSubTypes.Type(value = Phase.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Phase.AtPrompt.class, name = "at_prompt"),
    @JsonSubTypes.Type(value = Phase.Exchanging.class, name = "exchanging"),
    @JsonSubTypes.Type(value = Phase.Ended.class, name = "ended")
  })
  private interface PhaseTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Where.AtTheDoor.class, name = "at_the_door"),
    @JsonSubTypes.Type(value = Where.WithDuo.class, name = "with_duo"),
    @JsonSubTypes.Type(value = Where.AtQuestions.class, name = "at_questions"),
    @JsonSubTypes.Type(value = Where.Refused.class, name = "refused")
  })
  private interface WhereTypes {}
}
