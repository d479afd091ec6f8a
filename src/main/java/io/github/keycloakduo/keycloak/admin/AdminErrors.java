package io.github.keycloakduo.keycloak.admin;

import jakarta.ws.rs.core.Response.Status;
import org.keycloak.services.ErrorResponseException;

/** The error responses of the admin interface: {@code {"error":...,"error_description":...}}. */
final class AdminErrors {
  private AdminErrors() {}

  static ErrorResponseException badRequest(String sentence) {
    return new ErrorResponseException("invalid_request", sentence, Status.BAD_REQUEST);
  }

  static ErrorResponseException invalidConfiguration(String sentence) {
    return new ErrorResponseException("invalid_configuration", sentence, Status.BAD_REQUEST);
  }

  static ErrorResponseException notFound(String code, String sentence) {
    return new ErrorResponseException(code, sentence, Status.NOT_FOUND);
  }

  static ErrorResponseException conflict(String sentence) {
    return new ErrorResponseException("conflict", sentence, Status.CONFLICT);
  }

  static ErrorResponseException tooLarge(String sentence) {
    return new ErrorResponseException("too_large", sentence, Status.REQUEST_ENTITY_TOO_LARGE);
  }

  static ErrorResponseException unavailable(String sentence) {
    return new ErrorResponseException(
        "temporarily_unavailable", sentence, Status.SERVICE_UNAVAILABLE);
  }
}
