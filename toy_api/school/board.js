
// The board: how to join, what is announced and frozen, how far everybody is.
const LONG = 5; // minutes that somebody waits until it is marked
const SHORT = 2; // minutes before which nobody counts as waiting
const QUIET = 5; // minutes without a request until that is said
const CHIPS = 60; // of who is here
const ROWS = 6; // of who waits
const EVERY = 10000; // milliseconds; then the minutes are counted anew
let summary; // the newest news
let ahead = 0; // seconds that the clock of the server is ahead of this one
let pinned = ""; // what is drawn of the frozen exchange

function take(news) {
  summary = news;
  ahead = news.now - Date.now() / 1000;
  drawJoin(news);
  drawAnnouncement(news.announcement);
  drawPinned(news.pinned);
  offerLessons(news.lessons);
  drawPeople();
}

// What depends on the clock and on the switches, too.
function drawPeople() {
  if (!summary) return;
  const { learners, lessons } = summary;
  const wanted = byId("lesson").value;
  const chosen = lessons.find(({ number }) => number === wanted);
  drawLesson(chosen || busiest(summary), learners);
  drawHere(learners);
  drawWaiting(learners);
}

function labelOf(learner) {
  return plain(areNamesShown() ? learner.name : learner.initials, 40);
}

function drawJoin({ join }) {
  const address = plain(join.url, 200).replace(/^https?:\/\//, "");
  const code = plain(join.code, 20);
  byId("line").textContent = `from lessons import join\njoin("${address}", "${code}", "Your Name")`;
  byId("code").textContent = code;
  byId("address").textContent = address;
  byId("short").replaceChildren(make("span", {}, address), " ", make("b", {}, code));
  const picture = `data:image/svg+xml,${encodeURIComponent(join.qr)}`;
  byId("qr").hidden = !join.qr;
  if (join.qr && byId("qr").src !== picture) byId("qr").src = picture;
}

function drawHere(learners) {
  const chips = learners.slice(0, CHIPS)
    .flatMap((each) => [" ", make("span", { class: "name chip" }, labelOf(each))]);
  const many = learners.length === 1 ? "1 learner is here" : `${learners.length} learners are here`;
  const more = learners.length > CHIPS ? ` and ${learners.length - CHIPS} more` : "";
  byId("here").replaceChildren(make("b", {}, many), ...chips, more);
}

function drawAnnouncement(announcement) {
  byId("banner").hidden = !announcement;
  const text = plain(announcement?.text, 500);
  if (byId("announced").textContent === text) return; // it would be read aloud again
  byId("announced").textContent = text;
  const time = announcement ? timeOf(announcement.at).slice(0, 5) : "";
  byId("announced-at").textContent = `since ${time}`;
}

function drawPinned(exchange) {
  byId("pinned").hidden = !exchange;
  const key = exchange ? `${exchange.place} ${exchange.at}` : "";
  if (key === pinned) return;
  pinned = key;
  if (!exchange) return;
  byId("pinned-title").textContent = `Frozen: ${methodOf(exchange)} ${plain(exchange.path, 100)}`
    + `  ${signOf(exchange)} ${statusOf(exchange)}`;
  byId("replay").disabled = !exchange.method;
  drawHalves(pane("Request", "", wireText(exchange.request)),
    pane("Response", sideOf(exchange), wireText(exchange.response)));
}

function drawHalves(...panes) {
  byId("halves").replaceChildren(make("div", { class: "panes" }, ...panes));
}

// Sends the frozen request again; what is different now stands beside it.
async function replay() {
  const { pinned: old } = summary;
  const sent = await doing(() => call("POST", "replays", { place: old.place }), "Sent again.");
  if (!sent || summary.pinned?.place !== old.place) return;
  const title = `Sent again: ${statusOf(sent)} (− at ${timeOf(old.at)}, + now)`;
  drawHalves(pane("Request", "", wireText(old.request)),
    pane(title, sideOf(sent), differenceText(old.response, sent.response)));
}

function minutesSince(seconds) {
  return Math.max(0, Math.floor((Date.now() / 1000 + ahead - seconds) / 60));
}

// Whoever tries the same exercise for longest comes first.
function drawWaiting(learners) {
  const trying = learners.filter((each) => each.state === "trying" && each.since !== null);
  const waiting = trying.filter((each) => minutesSince(each.since) >= SHORT)
    .sort((one, other) => one.since - other.since);
  byId("waiting").replaceChildren(...waiting.slice(0, ROWS).map(waitingOf));
  const more = waiting.length - ROWS;
  const nobody = `Nobody has tried one exercise for ${SHORT} minutes.`;
  byId("nobody").textContent = more > 0 ? `and ${more} more` : waiting.length ? "" : nobody;
}

function waitingOf(learner) {
  const minutes = minutesSince(learner.since);
  const name = make("b", { class: "name" }, labelOf(learner));
  const partner = summary.learners.find((each) => each.name === learner.partner);
  const who = make("span", { class: "who" }, name);
  if (partner) who.append(" with ", make("span", { class: "name" }, labelOf(partner)));
  const isLong = minutes >= LONG;
  const time = make("span", { class: "time" }, isLong ? "⚠ " : "", `${minutes} min`);
  const tries = learner.tries === 1 ? "1 try" : `${learner.tries} tries`;
  const facts = [plain(learner.exercise, 40), tries];
  const quiet = learner.seen ? minutesSince(learner.seen) : 0;
  if (quiet >= QUIET) facts.push(`quiet for ${quiet} min`);
  return make("li", { class: isLong ? "long" : "" }, who, time,
    make("span", { class: "facts" }, facts.join(" · ")));
}

beginDesk(drawPeople);
byId("replay").addEventListener("click", replay);
setInterval(drawPeople, EVERY);
listen(document.body.dataset.source, "board", take);
