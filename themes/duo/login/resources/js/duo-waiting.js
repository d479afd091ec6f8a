// Asks the server whether the wait is over and then presses Continue, once. The verdict stays on the server.
// Nothing here is newer than ES2018, and what a browser may lack is looked for before it is used: a script that fails
// would leave the user on this page.

// Milliseconds before the first question, between the next two, and by how much each pause is longer than the one before.
const DUO = { first: 1000, delay: 2000, slower: 1.05 };
// Few people answer a push or a call within seconds; most do soon after, and later ever fewer.
const PERSON = { first: 4000, delay: 900, slower: 1.1 };
const SLOWEST_DELAY = 5000;
const DELAY_AFTER_FAILURE = 2000;
const SLOWEST_AFTER_FAILURE = 20000;
const CODE_DELAY = 1000;
const REQUEST_TIMEOUT = 10000;
// A page nobody looks at goes on for a while: people answer the push in another app of the same phone.
const HIDDEN_MILLISECONDS = 120000;
const GRACE_SECONDS = 5;
const TICK = 250;
const SPOKEN_SECONDS = [30, 10];
const GONE = [400, 401, 403, 404, 410];

const waiting = document.querySelector("[data-status-url]");
const form = waiting.querySelector("form");
const continueButton = document.getElementById("duo-continue");
const progress = document.getElementById("duo-progress");
const seconds = document.getElementById("duo-seconds");
const announcement = document.getElementById("duo-announcement");
const pace = ["push", "phone"].includes(waiting.dataset.kind) ? PERSON : DUO;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let deadline = performance.now() + Number(waiting.dataset.secondsLeft) * 1000;
let delay = pace.delay;
// What a busy server asks for.
let shortestDelay = 0;
let pollTimer;
let tickTimer;
let hiddenSince;
let asking = false;
let submitted = false;
let spoken = Number(waiting.dataset.secondsLeft);

function say(text) {
  if (text) {
    announcement.textContent = text;
  }
}

// Minutes and seconds where the wait is long.
function timeText(left) {
  return seconds.dataset.format === "clock"
    ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`
    : String(left);
}

function secondsText(left) {
  return seconds.dataset.text.replace("{0}", timeText(left));
}

function showTime() {
  const exact = Math.max(0, (deadline - performance.now()) / 1000);
  const left = Math.ceil(exact);
  if (progress) {
    progress.value = calm.matches ? left : exact;
  }
  const text = secondsText(left);
  if (seconds.textContent !== text) {
    seconds.textContent = text;
  }
  const mark = SPOKEN_SECONDS.find((second) => left <= second && spoken > second);
  if (mark !== undefined) {
    spoken = mark;
    say(text);
  }
}

function goOn() {
  if (submitted) {
    return;
  }
  say(announcement.dataset.doneText);
  // Not form.submit(): Keycloak's own scripts listen for the submit event, which a click causes in every browser.
  continueButton.click();
}

function plan(milliseconds) {
  clearTimeout(pollTimer);
  if (!submitted) {
    const jitter = 0.85 + Math.random() * 0.3;
    pollTimer = setTimeout(poll, milliseconds * jitter);
  }
}

function hiddenForLong() {
  return hiddenSince !== undefined && performance.now() - hiddenSince > HIDDEN_MILLISECONDS;
}

// Rejects when there is no answer in time, also where the browser cannot abort a request.
function withTimeout(request) {
  const abort = typeof AbortController === "function" ? new AbortController() : undefined;
  let timer;
  const expired = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("timeout"));
      if (abort) {
        abort.abort();
      }
    }, REQUEST_TIMEOUT);
  });
  const clear = () => clearTimeout(timer);
  const answer = Promise.race([request(abort && abort.signal), expired]);
  answer.then(clear, clear);
  return answer;
}

async function ask(signal) {
  const response = await fetch(waiting.dataset.statusUrl, {
    credentials: "same-origin",
    cache: "no-store",
    headers: { Accept: "application/json" },
    signal,
  });
  if (GONE.includes(response.status)) {
    return { status: "done" };
  }
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  shortestDelay = Number(response.headers.get("Retry-After")) * 1000 || 0;
  return response.json();
}

async function poll() {
  if (submitted || asking || hiddenForLong()) {
    return;
  }
  asking = true;
  try {
    const answer = await withTimeout(ask);
    if (answer.status === "done") {
      goOn();
    } else if (Number.isFinite(answer.secondsLeft)) {
      deadline = performance.now() + answer.secondsLeft * 1000;
    }
    delay = Math.min(Math.max(delay, pace.delay) * pace.slower, SLOWEST_DELAY);
  } catch (failed) {
    delay = Math.min(Math.max(delay, DELAY_AFTER_FAILURE) * 2, SLOWEST_AFTER_FAILURE);
  } finally {
    asking = false;
  }
  if (performance.now() > deadline + GRACE_SECONDS * 1000) {
    goOn();
  }
  // Spread, since pages that were told the same would come back together.
  plan(Math.max(delay, shortestDelay * (1 + Math.random())));
}

function stop() {
  clearTimeout(pollTimer);
  clearInterval(tickTimer);
}

function start(firstDelay) {
  stop();
  tickTimer = setInterval(showTime, TICK);
  delay = pace.delay;
  plan(firstDelay);
}

form.addEventListener("submit", (event) => {
  if (event.defaultPrevented) {
    return;
  }
  submitted = true;
  stop();
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    hiddenSince = performance.now();
    return;
  }
  hiddenSince = undefined;
  if (!submitted) {
    start(0);
  }
});

addEventListener("online", () => plan(0));

addEventListener("pagehide", stop);

addEventListener("pageshow", (event) => {
  if (event.persisted) {
    submitted = false;
    start(0);
  }
});

start(pace.first);
// A live region speaks only what changes after the page has been read.
setTimeout(() => say(announcement.dataset.codeText), CODE_DELAY);
