
// The teacher's desk: what is announced, which lesson is shown, what is folded away.
function followFold(button, part) {
  const key = `board-${part.id}`;
  const apply = (open) => {
    button.setAttribute("aria-expanded", open);
    part.hidden = open !== "true";
  };
  apply(remembered(key, "true"));
  button.addEventListener("click", () => {
    const open = String(part.hidden);
    remember(key, open);
    apply(open);
  });
}

function announce(event) {
  event.preventDefault();
  const field = byId("text");
  const text = field.value.trim();
  if (!text) return field.focus();
  return doing(() => call("PUT", "announcement", { text }), "It stands on the board.")
    .then(() => { if (byId("said").textContent.startsWith("It stands")) field.value = ""; });
}

function silence() {
  return doing(() => call("DELETE", "announcement"), "Nothing is announced any more.");
}

// The lessons to choose from; nothing is touched while they stay the same.
function offerLessons(lessons) {
  const select = byId("lesson");
  const titles = lessons.map(({ number, title }) => plain(`${number} ${title}`, 60));
  const options = [...select.options].slice(1);
  if (titles.join("\n") === options.map((each) => each.textContent).join("\n")) return;
  options.forEach((each) => each.remove());
  const wanted = select.value;
  lessons.forEach(({ number }, index) => {
    select.append(make("option", { value: number }, titles[index]));
  });
  if (lessons.some(({ number }) => number === wanted)) select.value = wanted;
}

function beginDesk(changed) {
  followFold(byId("fold-join"), byId("join"));
  followFold(byId("fold-desk"), byId("desk"));
  followScheme(byId("scheme"));
  followNames(byId("names"), changed);
  byId("announce").addEventListener("submit", announce);
  byId("silence").addEventListener("click", silence);
  byId("unfreeze").addEventListener("click", unfreeze);
  byId("lesson").addEventListener("change", changed);
}
