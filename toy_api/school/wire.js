
"use strict";
// What each page needs: elements, what is remembered, the news, the calls.
const LONGEST = 20000; // characters of one text that are shown
const SILENCE = 15000; // milliseconds without an answer, after which a call is given up
const AGAIN = 2000; // milliseconds until a refused page asks again
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function byId(id) {
  return document.getElementById(id);
}

// An element; what a server or a person wrote gets into it as text only.
function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

// The text, so that nothing in it hides: no control character, no turn of direction.
function plain(text, longest = LONGEST) {
  const whole = String(text ?? "");
  const seen = whole.slice(0, longest).replace(HIDDEN, asSeen);
  const more = whole.length - longest;
  if (more <= 0) return seen;
  return longest < LONGEST ? `${seen}…` : `${seen}\n(and ${more} more characters)`;
}

function asSeen(character) {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code); // its picture, as in ␀
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

function timeOf(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString("en-GB");
}

function initialsOf(name) {
  const letters = name.trim().split(/\s+/).map((word) => [...word][0] || "");
  return letters.join("").toUpperCase().slice(0, 3);
}

// A private window may remember nothing; then all is as at the start.
function remembered(name, otherwise) {
  try {
    return localStorage.getItem(name) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // it lasts until the page is left
  }
}

// Light, dark, or as the system has it.
function followScheme(select) {
  const apply = () => { document.documentElement.dataset.scheme = select.value; };
  select.value = remembered("scheme", "auto");
  select.addEventListener("change", () => {
    remember("scheme", select.value);
    apply();
  });
  apply();
}

// Names or initials: a button that is pressed, or not.
function followNames(button, changed) {
  const apply = (shown) => button.setAttribute("aria-pressed", shown);
  apply(remembered("names", "false"));
  button.addEventListener("click", () => {
    const shown = String(button.getAttribute("aria-pressed") !== "true");
    remember("names", shown);
    apply(shown);
    changed();
  });
}

function areNamesShown() {
  return byId("names").getAttribute("aria-pressed") === "true";
}

// The address beside this page. One with a password in it could not be called.
function beside(address) {
  const url = new URL(address, location.href);
  url.username = url.password = "";
  return url.href;
}

// Calls the server; the answer's document. What it refuses is an Error with its words.
async function call(method, address, content) {
  const headers = content ? { "Content-Type": "application/json" } : {};
  const body = content && JSON.stringify(content);
  const response = await fetch(beside(address), { method, headers, body, cache: "no-store" });
  if (response.status === 204) return null;
  const document = await response.json();
  if (!response.ok) throw new Error(document.detail || `The answer was ${response.status}.`);
  return document;
}

// Does something that the teacher asked for, and tells how it went.
async function doing(what, done) {
  const said = byId("said");
  try {
    const result = await what();
    said.textContent = done;
    return result;
  } catch (error) {
    said.textContent = `That did not work: ${plain(error.message, 300)}`;
    return undefined;
  }
}

function unfreeze() {
  return doing(() => call("DELETE", "pin"), "Nothing is frozen any more.");
}

// Reads the news of this kind for ever. The stream ends and the browser asks again, by
// itself, for what is new; only after a refusal or a long silence it begins anew here.
function listen(address, kind, take) {
  let source, failed, heard;
  const begin = () => {
    source?.close();
    [failed, heard] = [0, Date.now()];
    source = new EventSource(beside(address));
    source.addEventListener(kind, (event) => take(JSON.parse(event.data)));
    source.addEventListener("open", () => {
      [failed, heard] = [0, Date.now()];
      tellConnection("");
    });
    source.addEventListener("error", () => {
      failed += 1; // the first one is the end of the stream
      if (source.readyState === EventSource.CLOSED) refused(address).then(tellConnection);
      else if (failed > 1) tellConnection("No answer");
    });
  };
  const look = () => {
    const isClosed = source.readyState === EventSource.CLOSED;
    if (Date.now() - heard < (isClosed ? AGAIN : SILENCE)) return;
    if (!isClosed) tellConnection("No answer");
    begin();
  };
  setInterval(look, 1000);
  for (const woken of ["online", "pageshow"]) addEventListener(woken, look);
  document.addEventListener("visibilitychange", look);
  begin();
}

// Why there is no stream.
async function refused(address) {
  try {
    const { ok, status } = await fetch(beside(address), { method: "HEAD", cache: "no-store" });
    return ok ? "No news" : `Refused with ${status}: load this page again`;
  } catch {
    return "No answer";
  }
}

function tellConnection(trouble) {
  const place = byId("connection");
  if (!trouble) place.textContent = "● live";
  else if (!place.textContent.startsWith(`✘ ${trouble}`))
    place.textContent = `✘ ${trouble} (since ${timeOf(Date.now() / 1000)})`;
  place.className = trouble ? "lost" : "";
}
