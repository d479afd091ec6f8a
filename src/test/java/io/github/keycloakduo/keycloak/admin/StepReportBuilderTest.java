package io.github.keycloakduo.keycloak.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepReport;
import io.github.keycloakduo.policy.StepReport.Decision;
import io.github.keycloakduo.policy.StepWarning;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepReportBuilderTest {
  @Test
  void addsEachWarningToItsStepAlsoIfThatIsReportedLater() {
    List<StepReport> reports =
        new StepReportBuilder()
            .add(LoginStep.NAME, Decision.GO_ON, "there is one")
            .addWarnings(
                List.of(
                    new StepWarning(LoginStep.NAME, "a"),
                    new StepWarning(LoginStep.DUO, "b"),
                    new StepWarning(LoginStep.DUO, "c")))
            .add(LoginStep.DUO, Decision.STOP, "unreachable")
            .build();

    assertThat(reports).extracting(StepReport::step).containsExactly(LoginStep.values());
    assertThat(reports)
        .contains(
            new StepReport(LoginStep.NAME, Decision.GO_ON, "there is one; mind: a"),
            new StepReport(LoginStep.DUO, Decision.STOP, "unreachable; mind: b; mind: c"));
  }
}
