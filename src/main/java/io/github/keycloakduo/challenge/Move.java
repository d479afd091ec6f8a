package io.github.keycloakduo.challenge;

/** What the browser asks for. */
public sealed interface Move {
  /** To see where things stand: a reload, the waiting page's continue, a page that came back. */
  record Look() implements Move {}

  /** To stop waiting. */
  record Cancel() implements Move {}

  /**
   * The factor page was sent.
   *
   * @param passcode what was typed; never stored
   * @param factor name of the pressed button, or blank
   * @param device id of the selected device, or blank
   */
  record Submit(String passcode, String factor, String device) implements Move {
    @Override
    public String toString() {
      return "Submit[factor=" + factor + "]";
    }
  }
}
