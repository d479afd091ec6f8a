package io.github.keycloakduo.keycloak.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.keycloak.admin.checks.CheckName;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepReport;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The description for programs says what the resource has, no less and no more. */
class OpenApiTest {
  private static final JsonNode API = read();

  private static JsonNode read() {
    try {
      return new YAMLMapper()
          .readTree(Files.readString(java.nio.file.Path.of("docs", "openapi.yaml")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void namesExactlyTheEndpointsWithTheirParameters() {
    Map<String, Set<String>> described = new TreeMap<>();
    API.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb ->
                            described.put(
                                verb.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                queries(verb.getValue()))));

    Map<String, Set<String>> served = new TreeMap<>();
    Arrays.stream(AdminResource.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Path.class))
        .forEach(method -> served.put(verb(method) + " /" + path(method), queries(method)));
    assertThat(described).isEqualTo(served).hasSize(14);
  }

  /** A body may be too large, or of another type. */
  @Test
  void namesTheRefusalsOfEveryCallWithABody() {
    List<JsonNode> withBody =
        Arrays.stream(AdminResource.class.getMethods())
            .filter(method -> Arrays.asList(method.getParameterTypes()).contains(InputStream.class))
            .map(method -> API.path("paths").path("/" + path(method)).path("post"))
            .toList();
    assertThat(withBody)
        .hasSize(5)
        .allSatisfy(
            call -> {
              assertThat(call.path("responses").has("413")).as(call.toString()).isTrue();
              assertThat(call.path("responses").has("415")).as(call.toString()).isTrue();
            });
  }

  @Test
  void namesEveryWordThatIsAnswered() {
    assertThat(words("Check", "check"))
        .isEqualTo(Arrays.stream(CheckName.values()).map(CheckName::id).toList());
    assertThat(words("Explanation", "outcome"))
        .isEqualTo(Arrays.stream(Outcome.values()).map(Outcome::id).toList());
    assertThat(words("Step", "step"))
        .isEqualTo(Arrays.stream(LoginStep.values()).map(LoginStep::id).toList());
    assertThat(words("Step", "decision"))
        .isEqualTo(
            Arrays.stream(StepReport.Decision.values()).map(StepReport.Decision::id).toList());
    assertThat(words("ReportLine", "action"))
        .isEqualTo(Arrays.stream(Action.values()).map(Action::id).toList());
  }

  /** The members as the contract has them; what is really answered, the tests in a server see. */
  @Test
  void namesTheMembersOfTheContract() {
    assertThat(members("Check")).containsExactly("check", "ok", "message");
    assertThat(members("Login")).containsExactly("username", "clientIp", "clientId");
    assertThat(members("Explanation")).containsExactly("outcome", "identity", "steps");
    assertThat(members("Step")).containsExactly("step", "decision", "reason");
    assertThat(members("Grace"))
        .containsExactly(
            "username",
            "clientIp",
            "config",
            "grantedAt",
            "lastUsedAt",
            "uses",
            "expiresAt",
            "browser");
    assertThat(members("BreakGlassGrant")).containsExactly("username", "reason", "minutes");
    assertThat(members("BreakGlass"))
        .containsExactly("username", "reason", "grantedBy", "grantedAt", "expiresAt");
    assertThat(members("OpenFlow")).containsExactly("flow", "boundTo", "client", "reason");
    assertThat(members("Import")).containsExactly("config", "report");
    assertThat(members("ClientImport")).containsExactly("config", "clientConfigs", "report");
    assertThat(members("ReportLine"))
        .containsExactly("section", "option", "action", "key", "message");
  }

  @Test
  void hasWhateverItRefersTo() {
    API.findValuesAsText("$ref")
        .forEach(
            reference ->
                assertThat(API.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
    API.path("components")
        .path("schemas")
        .forEach(
            schema ->
                schema
                    .path("required")
                    .forEach(
                        name -> assertThat(schema.path("properties").has(name.asText())).isTrue()));
    assertThat(API.path("openapi").asText()).startsWith("3.0.");
  }

  private static Set<String> queries(JsonNode operation) {
    return StreamSupport.stream(operation.path("parameters").spliterator(), false)
        .filter(parameter -> parameter.path("in").asText().equals("query"))
        .map(parameter -> parameter.path("name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> queries(Method method) {
    return Arrays.stream(method.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
        .map(parameter -> parameter.getAnnotation(QueryParam.class).value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String path(Method method) {
    return method.getAnnotation(Path.class).value();
  }

  private static String verb(Method method) {
    if (method.isAnnotationPresent(GET.class)) {
      return "GET";
    }
    return method.isAnnotationPresent(POST.class)
        ? "POST"
        : method.isAnnotationPresent(DELETE.class) ? "DELETE" : "?";
  }

  private static JsonNode schema(String name) {
    return API.path("components").path("schemas").path(name).path("properties");
  }

  private static List<String> members(String schema) {
    return schema(schema).properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> words(String schema, String member) {
    return StreamSupport.stream(schema(schema).path(member).path("enum").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
