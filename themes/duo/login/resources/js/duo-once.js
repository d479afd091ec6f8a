// Sends every form marked data-duo-once once: a double click must not start a second request.
// Buttons are marked, not disabled: a disabled button would lose its value and the focus.

const RELEASE_MILLISECONDS = 15000;

for (const form of document.querySelectorAll("form[data-duo-once]")) {
  let sent = false;

  const mark = (busy) => {
    sent = busy;
    form.setAttribute("aria-busy", String(busy));
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-disabled", String(busy));
    }
  };

  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    mark(true);
    // Whoever stopped the page from loading may press again.
    setTimeout(() => mark(false), RELEASE_MILLISECONDS);
  });

  // The back button may bring this page back as it was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      mark(false);
    }
  });
}
