package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Enrolment;
import java.time.Instant;

/**
 * An enrolment that a node asks Duo about.
 *
 * @param polledAt when the node last said that it does; a node that is silent for long has gone
 */
public record RunningEnrolment(Enrolment enrolment, Instant polledAt) {}
