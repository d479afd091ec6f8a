package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class ParametersTest {
  @Test
  void sortsByNameAndEncodesAllButTheUnreserved() {
    Parameters parameters =
        new Parameters()
            .with("txid", "a b+c*d~e-f_g.h")
            .with("Name", "Jürgen/日本")
            .with("empty", "")
            .with("a&b", "c=d%");
    assertThat(parameters.query())
        .isEqualTo(
            "Name=J%C3%BCrgen%2F%E6%97%A5%E6%9C%AC"
                + "&a%26b=c%3Dd%25"
                + "&empty="
                + "&txid=a%20b%2Bc%2Ad~e-f_g.h");
  }

  @Test
  void hasNoQueryWithoutParameters() {
    assertThat(new Parameters().query()).isEmpty();
    assertThat(new Parameters().json()).isEqualTo("{}");
  }

  @Test
  void leavesOutWhatIsAbsentAndKeepsWhatIsEmpty() {
    Parameters parameters =
        new Parameters().with("absent", Optional.empty()).with("empty", Optional.of(""));
    assertThat(parameters.query()).isEqualTo("empty=");
    assertThat(parameters.json()).isEqualTo("{\"empty\":\"\"}");
  }

  @Test
  void keepsTheOrderOfPushDetails() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("Client IP", "192.0.2.7");
    details.put("Client", "Käse & Co");
    assertThat(Parameters.encode(details))
        .isEqualTo("Client%20IP=192.0.2.7&Client=K%C3%A4se%20%26%20Co");
  }

  @Property(tries = 200)
  void encodesAnyTextAsDuosOwnClientDoes(@ForAll @CharRange(to = '\ud7ff') String text) {
    assertThat(new Parameters().with("name", text).query())
        .isEqualTo(new OfficialSignature("GET", "duo.test", "/", Map.of("name", text)).query());
  }

  @Property(tries = 200)
  void writesAnyTextAsOneString(@ForAll @CharRange(to = '\ud7ff') String text) throws Exception {
    JsonNode json = new ObjectMapper().readTree(new Parameters().with("name", text).json());
    assertThat(json).hasSize(1);
    assertThat(json.get("name").textValue()).isEqualTo(text);
  }
}
