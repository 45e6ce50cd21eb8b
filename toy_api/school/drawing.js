
// An exchange as elements: its wire text, and the difference of two.
const HEAD_LINES = 100; // whose field names stand out
const CELLS = 1000000; // of the table of a difference; beyond, it is not looked for

const SIGNS = { 1: "…", 2: "✔", 3: "→", 4: "✘", 5: "‼" }; // by the class of the status

function signOf(exchange) {
  return SIGNS[String(exchange.status)[0]] || "?";
}

// Such as "201 Created".
function statusOf(exchange) {
  const reason = exchange.response.split("\n", 1)[0].split(" ").slice(2).join(" ");
  return `${exchange.status} ${plain(reason, 40)}`.trim();
}

function methodOf(exchange) {
  return plain(exchange.method, 20) || "(no HTTP)";
}

function sideOf(exchange) {
  return exchange.status < 400 ? "good" : "bad";
}

function pane(title, name, content) {
  content.setAttribute("tabindex", "0"); // it may have to be scrolled by keyboard
  content.setAttribute("role", "group");
  content.setAttribute("aria-label", title);
  return make("div", { class: `pane ${name}` }, make("h3", {}, title), content);
}

// The text as it crossed the wire; the first line and the names of the fields stand out.
function wireText(text) {
  const shown = plain(text);
  const end = shown.indexOf("\n\n");
  const head = (end < 0 ? shown : shown.slice(0, end)).split("\n");
  const pre = make("pre", {}, make("b", {}, head[0]));
  for (const line of head.slice(1, HEAD_LINES)) {
    const colon = line.indexOf(":") + 1;
    pre.append("\n", make("i", {}, line.slice(0, colon)), line.slice(colon));
  }
  const rest = head.slice(HEAD_LINES).map((line) => `\n${line}`).join("");
  pre.append(rest + (end < 0 ? "" : shown.slice(end)));
  return pre;
}

// The lines of two texts, each behind its mark: in the first only, in the second only.
function differenceText(before, after) {
  const names = { "-": "del", "+": "ins", " ": "span" };
  const lines = difference(plain(before).split("\n"), plain(after).split("\n"));
  const drawn = lines.map(([mark, line]) => make(names[mark], {}, `${mark} ${line}`));
  return make("pre", {}, ...drawn);
}

function difference(before, after) {
  const least = Math.min(before.length, after.length);
  let start = 0, end = 0;
  while (start < least && before[start] === after[start]) start += 1;
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const between = (lines) => lines.slice(start, lines.length - end);
  return [...marked(" ", before.slice(0, start)),
    ...changed(between(before), between(after)),
    ...marked(" ", before.slice(before.length - end))];
}

function marked(mark, lines) {
  return lines.map((line) => [mark, line]);
}

// As few marks as possible: along the longest series of lines that both have.
function changed(before, after) {
  if (before.length * after.length > CELLS)
    return [...marked("-", before), ...marked("+", after)];
  const left = lengths(before, after), found = [];
  let i = 0, j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      found.push([" ", before[i++]]);
      j += 1;
    } else if (left[i + 1][j] >= left[i][j + 1]) found.push(["-", before[i++]]);
    else found.push(["+", after[j++]]);
  }
  return [...found, ...marked("-", before.slice(i)), ...marked("+", after.slice(j))];
}

// How many lines both have in the same order, from line i of one and j of the other on.
function lengths(before, after) {
  const table = before.map(() => new Uint16Array(after.length + 1));
  table.push(new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      table[i][j] = before[i] === after[j] ? table[i + 1][j + 1] + 1
        : Math.max(table[i + 1][j], table[i][j + 1]);
  return table;
}
