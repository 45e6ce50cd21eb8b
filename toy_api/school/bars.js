
// The board's middle: how far the class is with each exercise of a lesson.
const STATES = [["right", "✔", "right"], ["trying", "…", "trying"],
  ["not_started", "○", "not started"]];
const drawnBars = new Map(); // what is drawn of each exercise, by its name

// The lesson that most learners are in; else the first one that anybody has begun.
function busiest({ learners, lessons }) {
  const crowd = (lesson) => learners.filter((each) => each.lesson === lesson.number).length;
  const isBegun = ({ exercises }) => exercises.some((each) => each.trying || each.right);
  const most = Math.max(0, ...lessons.map(crowd));
  const begun = lessons.find(isBegun) || lessons[0];
  return most ? lessons.find((lesson) => crowd(lesson) === most) : begun;
}

function drawLesson(lesson, learners) {
  byId("lesson-title").textContent = lesson ? plain(`${lesson.number} ${lesson.title}`, 80)
    : "Waiting for the class";
  const others = learners.filter((each) => each.lesson && each.lesson !== lesson?.number);
  byId("elsewhere").textContent = others.length
    ? `${others.length} of ${learners.length} are in other lessons.` : "";
  const exercises = lesson?.exercises || [];
  const names = exercises.map((each) => `${lesson.number} ${each.name}`);
  if (names.join("\n") !== [...drawnBars.keys()].join("\n")) beginBars(names, exercises);
  exercises.forEach((each, index) => drawBar(drawnBars.get(names[index]), each));
}

// Only for another lesson; else the bars stay and grow.
function beginBars(names, exercises) {
  drawnBars.clear();
  exercises.forEach((each, index) => drawnBars.set(names[index], barOf(each)));
  byId("bars").replaceChildren(...[...drawnBars.values()].map((drawn) => drawn.item));
}

function barOf({ name }) {
  const drawn = { numbers: {}, parts: {}, advice: make("p", { class: "advice" }) };
  const numbers = make("p", { class: "numbers" });
  const bar = make("div", { class: "bar", "aria-hidden": "true" }); // the numbers say it
  for (const [state, sign, words] of STATES) {
    drawn.numbers[state] = make("b", {});
    drawn.parts[state] = make("span", { class: `part ${state}` }, sign);
    numbers.append(make("span", { class: state }, `${sign} `, drawn.numbers[state],
      make("span", { class: "unseen" }, ` ${words}`)), " ");
    bar.append(drawn.parts[state]);
  }
  const title = make("h3", {}, plain(name, 60));
  const head = make("div", { class: "head" }, title, numbers);
  drawn.item = make("li", {}, head, bar, drawn.advice);
  return drawn;
}

function drawBar(drawn, exercise) {
  for (const [state] of STATES) {
    drawn.numbers[state].textContent = String(exercise[state]);
    drawn.parts[state].style.flexGrow = String(exercise[state]);
    drawn.parts[state].hidden = !exercise[state];
  }
  const [most] = [...exercise.advice].sort((one, other) => other.count - one.count);
  drawn.advice.hidden = !most;
  if (most) drawn.advice.replaceChildren(...adviceOf(most));
}

// The most common thing to say, and the belief behind it where one is known.
function adviceOf({ count, text, belief, believed }) {
  const many = make("b", { class: "many" }, `${count} ×`);
  const said = make("span", {}, ...withCode(plain(text, 300)));
  if (!believed) return [many, " ", said];
  const words = `“${plain(believed, 200)}”`;
  return [many, " ", make("span", { class: "belief" }, `believed (${plain(belief, 8)}):`),
    " ", make("em", {}, words), " ", said];
}

// What stands between backticks is code.
function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));
}
