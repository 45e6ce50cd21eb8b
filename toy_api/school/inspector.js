
// The inspector's list: what came, what of it is shown, what is chosen.
const MOST = 500; // rows that are kept
const known = new Map(); // the exchange and the row of each key, in the order they came
const waiting = new Map(); // what came while the list is paused
const [rows, filters] = [byId("rows"), ["learner", "method", "status"].map(byId)];

// A place alone does not do: a server that forgot all begins to count anew.
function keyOf(exchange) {
  return `${exchange.place} ${exchange.at}`;
}

function whoseOf(exchange) {
  return exchange.learner || exchange.account || "";
}

function take(exchange) {
  if (!isPaused()) return add(exchange);
  if (!known.has(keyOf(exchange))) waiting.set(keyOf(exchange), exchange);
  if (waiting.size > MOST) waiting.delete(waiting.keys().next().value);
  return tellPause();
}

function add(exchange) {
  const key = keyOf(exchange);
  if (known.has(key)) return;
  const row = rowOf(exchange);
  known.set(key, { exchange, row });
  putInOrder(row, exchange);
  offer(filters[0], whoseOf(exchange), labelOf(whoseOf(exchange)));
  offer(filters[1], methodOf(exchange), methodOf(exchange));
  offer(byId("statuses"), String(exchange.status), statusOf(exchange));
  if (known.size > MOST) {
    const oldest = rows.lastElementChild;
    known.delete(oldest.dataset.key);
    oldest.remove();
  }
  row.hidden = !fits(exchange);
  count();
}

// Newest first; nearly always this is the first place.
function putInOrder(row, { at, place }) {
  const isNewer = (other) => other.at > at || (other.at === at && other.place > place);
  let next = rows.firstElementChild;
  while (next && isNewer(known.get(next.dataset.key).exchange)) next = next.nextElementSibling;
  rows.insertBefore(row, next);
}

function rowOf(exchange) {
  const { place, at, path } = exchange;
  const status = `${signOf(exchange)} ${statusOf(exchange)}`;
  const words = `${place}: ${methodOf(exchange)} ${plain(path, 200)}, ${statusOf(exchange)}`;
  const more = { type: "button", tabindex: "-1" };
  const cell = (name, ...inside) => make("td", { class: name, role: "cell" }, ...inside);
  const whole = { class: sideOf(exchange), role: "row", "data-key": keyOf(exchange) };
  return make("tr", whole,
    cell("at", make("button", { class: "place", "aria-label": words, ...more }, String(place))),
    cell("time", timeOf(at)),
    cell("learner", make("span", { class: "name" }, labelOf(whoseOf(exchange)))),
    cell("method", methodOf(exchange)),
    cell("path", plain(path, 200),
      make("button", { class: "compare", "aria-label": `Compare ${place}`, ...more }, "Compare")),
    cell("status", status));
}

// One more value to filter by, at its place in the alphabet.
function offer(select, value, text) {
  const options = [...select.children].filter((each) => each.value);
  if (!value || options.some((each) => each.value === value)) return;
  const option = make("option", { value }, text);
  select.insertBefore(option, options.find((each) => each.value > value) || null);
  if (isTeacher || select !== filters[0]) return;
  document.body.classList.toggle("alone", options.length === 0);
}

function fits(exchange) {
  const [learner, method, status] = filters.map((each) => each.value);
  return (!learner || whoseOf(exchange) === learner)
    && (!method || methodOf(exchange) === method)
    && String(exchange.status).startsWith(status);
}

function filter() {
  for (const { exchange, row } of known.values()) row.hidden = !fits(exchange);
  count();
}

function count() {
  const shown = rows.querySelectorAll("tr:not([hidden])").length;
  byId("count").textContent = shown === known.size ? `(${shown})` : `(${shown} of ${known.size})`;
  byId("empty").hidden = known.size > 0;
  if (!rows.querySelector('tr:not([hidden]) [tabindex="0"]'))
    makeReachable(rows.querySelector("tr:not([hidden])"));
}

function isPaused() {
  return byId("pause").getAttribute("aria-pressed") === "true";
}

function tellPause() {
  const came = waiting.size < MOST ? waiting.size : `${MOST} or more`;
  byId("pause").textContent = isPaused() ? `Go on (${came} new)` : "Pause";
}

function pause() {
  byId("pause").setAttribute("aria-pressed", String(!isPaused()));
  if (!isPaused()) for (const each of waiting.values()) add(each);
  waiting.clear();
  tellPause();
}

// By Tab one comes to one row only; from there the arrows lead on.
function makeReachable(row) {
  for (const each of rows.querySelectorAll('[tabindex="0"]')) each.tabIndex = -1;
  for (const each of row?.querySelectorAll("button") || []) each.tabIndex = 0;
}

function clicked(event) {
  const row = event.target.closest("tr");
  const { exchange } = known.get(row.dataset.key);
  const isSecond = event.target.closest(".compare") || event.ctrlKey || event.metaKey;
  if (isSecond) compare(exchange);
  else choose(exchange);
  if (matchMedia("(max-width: 900px)").matches) byId("detail").scrollIntoView();
}

function pressed(event) {
  const shown = [...rows.querySelectorAll("tr:not([hidden])")];
  const here = shown.indexOf(event.target.closest("tr"));
  const places = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: shown.length - 1 };
  const row = shown[places[event.key]];
  if (!row) return;
  event.preventDefault();
  row.querySelector(event.target.className === "compare" ? ".compare" : ".place").focus();
}

function rename() {
  for (const option of filters[0].children)
    if (option.value) option.textContent = labelOf(option.value);
  for (const { exchange, row } of known.values())
    row.querySelector(".name").textContent = labelOf(whoseOf(exchange));
  if (chosen.length) draw(...chosen);
}

function begin() {
  document.body.classList.toggle("alone", !isTeacher);
  followScheme(byId("scheme"));
  followNames(byId("names"), rename);
  for (const each of filters) each.addEventListener("change", filter);
  byId("pause").addEventListener("click", pause);
  rows.addEventListener("click", clicked);
  rows.addEventListener("keydown", pressed);
  rows.addEventListener("focusin", (event) => makeReachable(event.target.closest("tr")));
  byId("freeze").addEventListener("click", freeze);
  byId("unfreeze").addEventListener("click", unfreeze);
  byId("replay").addEventListener("click", replay);
  listen(document.body.dataset.source, "exchange", take);
}

begin();
