package io.github.keycloakduo.keycloak.runtime;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.keycloakduo.authentication.ChallengeResult;
import io.github.keycloakduo.authentication.EnrolmentResult;
import io.github.keycloakduo.authentication.FactorResult;
import io.github.keycloakduo.authentication.LoginState.Phase;
import io.github.keycloakduo.authentication.PreauthResult;
import io.github.keycloakduo.authentication.PromptHealthResult;
import io.github.keycloakduo.authentication.PromptResult;
import io.github.keycloakduo.mfa.ClientIp;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The codec of login states and challenges: their JSON form between requests and nodes. */
public final class LoginStateCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(clientIps())
          .addMixIn(ChallengeResult.class, ChallengeResultTypes.class)
          .addMixIn(Phase.class, PhaseTypes.class)
          // Questions about a value, such as "isCancel", are no part of it.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          // Whatever is missing would be taken for false or absent, "a factor was started" too.
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LoginStateCodec() {}

  /** An address is its text. */
  private static SimpleModule clientIps() {
    return new SimpleModule()
        .addSerializer(ClientIp.class, new ToStringSerializer(ClientIp.class))
        .addDeserializer(ClientIp.class, new ClientIpDeserializer());
  }

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
    @JsonSubTypes.Type(value = PreauthResult.FactorRequired.class, name = "factor_required"),
    @JsonSubTypes.Type(value = PreauthResult.Decided.class, name = "preauth_decided"),
    @JsonSubTypes.Type(value = EnrolmentResult.Activated.class, name = "enrolment_activated"),
    @JsonSubTypes.Type(value = EnrolmentResult.Decided.class, name = "enrolment_decided"),
    @JsonSubTypes.Type(value = PromptHealthResult.Available.class, name = "prompt_available"),
    @JsonSubTypes.Type(value = PromptHealthResult.Decided.class, name = "prompt_health_decided"),
    @JsonSubTypes.Type(value = FactorResult.SmsSent.class, name = "sms_sent"),
    @JsonSubTypes.Type(value = FactorResult.TooManyPasscodes.class, name = "too_many_passcodes"),
    @JsonSubTypes.Type(value = FactorResult.OfferChanged.class, name = "offer_changed"),
    @JsonSubTypes.Type(value = FactorResult.Decided.class, name = "factor_decided"),
    @JsonSubTypes.Type(value = PromptResult.Reported.class, name = "prompt_reported"),
    @JsonSubTypes.Type(value = PromptResult.UnknownCode.class, name = "unknown_code"),
    @JsonSubTypes.Type(value = PromptResult.Decided.class, name = "prompt_decided")
  })
  private interface ChallengeResultTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.NotStarted.class, name = "not_started"),
    @JsonSubTypes.Type(value = Phase.PreauthRequired.class, name = "preauth_required"),
    @JsonSubTypes.Type(value = Phase.PreauthPending.class, name = "preauth_pending"),
    @JsonSubTypes.Type(value = Phase.EnrolmentPending.class, name = "enrolment_pending"),
    @JsonSubTypes.Type(value = Phase.FactorSelection.class, name = "factor_selection"),
    @JsonSubTypes.Type(value = Phase.FactorPending.class, name = "factor_pending"),
    @JsonSubTypes.Type(value = Phase.PromptPending.class, name = "prompt_pending"),
    @JsonSubTypes.Type(value = Phase.CodeExchangePending.class, name = "code_exchange_pending"),
    @JsonSubTypes.Type(value = Phase.OtherFactorPending.class, name = "other_factor_pending"),
    @JsonSubTypes.Type(value = Phase.QuestionsPending.class, name = "questions_pending"),
    @JsonSubTypes.Type(value = Phase.Finished.class, name = "finished")
  })
  private interface PhaseTypes {}

  /** The reader of an address; any other text is refused like every foreign value. */
  private static final class ClientIpDeserializer extends StdDeserializer<ClientIp> {
    private static final long serialVersionUID = 1L;

    ClientIpDeserializer() {
      super(ClientIp.class);
    }

    @Override
    public ClientIp deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText();
      Optional<ClientIp> ip = ClientIp.parse(text);
      if (ip.isEmpty()) {
        throw context.weirdStringException(text, ClientIp.class, "not an IP address");
      }
      return ip.get();
    }
  }
}
