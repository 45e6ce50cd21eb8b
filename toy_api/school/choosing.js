
// The inspector's other half: the chosen exchange, or the difference of two.
const chosen = []; // one, or two, the older one first
const isTeacher = document.body.dataset.whose === "teacher";

function labelOf(name) {
  const isSecret = isTeacher && !areNamesShown() && name !== "teacher";
  return plain(isSecret ? initialsOf(name) : name, 60);
}

function choose(...exchanges) {
  const inOrder = exchanges.sort((one, other) => one.at - other.at || one.place - other.place);
  chosen.splice(0, 2, ...inOrder);
  for (const { exchange, row } of known.values()) mark(row, chosen.indexOf(exchange));
  byId("actions").hidden = !isTeacher;
  byId("said").textContent = "";
  draw(...chosen);
}

function compare(exchange) {
  const other = chosen.at(-1);
  if (!other || other === exchange) choose(exchange);
  else choose(other, exchange);
}

function mark(row, index) {
  const button = row.querySelector(".place");
  row.classList.toggle("chosen", index >= 0);
  button.setAttribute("aria-current", String(index >= 0));
  if (index >= 0 && chosen.length > 1) button.dataset.mark = "−+"[index];
  else delete button.dataset.mark;
}

function draw(first, second) {
  const last = second || first;
  const name = `${first.place}: ${methodOf(first)} ${plain(first.path, 200)}`;
  byId("title").textContent = second ? `${first.place} and ${second.place}, compared` : name;
  byId("about").textContent = second ? comparedOf(first, second) : aboutOf(first);
  byId("freeze").textContent = `Freeze ${last.place} on the board`;
  byId("replay").textContent = `Send ${last.place} again`;
  byId("replay").disabled = !last.method; // what could not be read can not be sent
  const panes = [halfOf("Request", "", first, second)];
  panes.push(halfOf("Response", sideOf(last), first, second));
  byId("halves").replaceChildren(make("div", { class: "panes" }, ...panes));
}

function halfOf(title, side, first, second) {
  const half = title.toLowerCase();
  if (!second) return pane(title, side, wireText(first[half]));
  const more = first[half] === second[half] ? ": no difference" : "";
  return pane(title + more, side, differenceText(first[half], second[half]));
}

function aboutOf(exchange) {
  const { learner, account, number, at } = exchange;
  const whose = [labelOf(learner || ""), account && `account ${plain(account, 60)}`];
  const when = [timeOf(at), `Request-Id ${number}`];
  return [statusOf(exchange), ...whose.filter(Boolean), ...when].join(" · ");
}

function comparedOf(first, second) {
  const [one, other] = [first, second].map((each) => `${each.place} (${statusOf(each)})`);
  return `− stands only in ${one}, + only in ${other}`;
}

function freeze() {
  const { place } = chosen.at(-1);
  return doing(() => call("PUT", "pin", { place }), `${place} stands on the board.`);
}

async function replay() {
  const old = chosen.at(-1);
  const sent = await doing(() => call("POST", "replays", { place: old.place }), "");
  if (!sent) return;
  add(sent);
  choose(old, sent);
  byId("said").textContent = `Sent again: that was ${sent.place}, in your own account.`;
}
