
"use strict";
const VERBS = ["get", "post", "put", "patch", "delete"];
let described; // the document at /openapi.json

// An element; what a server or a person wrote gets into it as text only.
function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

// What a $ref points to; anything else is what it is.
function follow(value) {
  if (!value || !value.$ref) return value;
  const names = value.$ref.slice(2).split("/");
  return names.reduce((inside, name) => inside[name], described);
}

function asText(value) {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function showAll() {
  const main = document.getElementById("operations");
  const note = "Such as Basic YWRhOnNlY3JldA== or Bearer and a token. May stay empty.";
  const about = described.info.description.split("\n\n").map((text) => make("p", {}, text));
  main.append(make("details", {}, make("summary", {}, "True of all operations"), ...about));
  main.append(field("authorization", "Authorization, sent with each request", note));
  for (const tag of described.tags) {
    main.append(make("h2", {}, tag.name), make("p", {}, tag.description));
    for (const [path, item] of Object.entries(described.paths))
      for (const verb of VERBS.filter((each) => item[each]?.tags.includes(tag.name)))
        main.append(showOne(path, verb, item));
  }
}

function showOne(path, verb, item) {
  const operation = item[verb];
  const wanted = [...(item.parameters || []), ...(operation.parameters || [])].map(follow);
  const title = make("h3", {}, make("b", {}, `${verb.toUpperCase()} ${path}`));
  title.append(` ${operation.summary}`);
  const about = operation.description ? [make("p", {}, operation.description)] : [];
  const statuses = Object.entries(operation.responses).map(showStatus);
  return make("details", { id: operation.operationId }, make("summary", {}, title),
    ...about,
    make("h4", {}, "Try it"), showForm(path, verb, operation, wanted),
    make("h4", {}, "What it may answer"), make("dl", {}, ...statuses.flat()));
}

function showStatus([status, given]) {
  const response = follow(given);
  const fields = Object.entries(response.headers || {});
  const named = (sure) => fields.filter(([, each]) => Boolean(follow(each).required) === sure)
    .map(([name]) => name);
  const about = make("dd", {}, response.description);
  for (const [label, names] of [["Header fields", named(true)],
    ["Perhaps also", named(false)], ["Content", Object.keys(response.content || {})]])
    if (names.length) about.append(` ${label}: ${names.join(", ")}.`);
  return [make("dt", {}, status), about];
}

function field(id, label, note, element = make("input", { autocomplete: "off" })) {
  element.id = id;
  element.setAttribute("aria-describedby", `${id}-note`);
  return make("div", {}, make("label", { for: id }, label), element,
    make("small", { id: `${id}-note` }, note));
}

function choice(kinds) {
  return make("select", {}, ...kinds.map((kind) => make("option", {}, kind)));
}

function showForm(path, verb, operation, wanted) {
  const id = (name) => `${operation.operationId}-${name}`;
  const form = make("form", {});
  const ask = (each) => form.append(parameterField(each, id(each.name)));
  wanted.filter((each) => each.in !== "header").forEach(ask);
  const body = follow(operation.requestBody);
  if (body) addContent(form, id, body);
  const answers = Object.entries(operation.responses).filter(([code]) => code[0] === "2");
  const kinds = answers.flatMap(([, each]) => Object.keys(follow(each).content || {}));
  const offered = choice(["*/*", ...new Set(kinds)]);
  form.append(field(id("accept"), "Accept", "Which media type you want.", offered));
  wanted.filter((each) => each.in === "header").forEach(ask);
  const curl = make("pre", {});
  const status = make("p", { class: "status", role: "status" }); // is read aloud
  const answer = make("div", {});
  form.append(make("p", {}, "The same with curl:"), curl, make("button", {}, "Send"));
  form.append(status, answer);
  const read = () => requestOf(path, verb, wanted, id);
  const show = () => { curl.textContent = asCurl(read()); };
  form.addEventListener("input", show);
  document.addEventListener("input", (event) => {
    if (event.target.id === "authorization") show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(read(), status, answer);
  });
  queueMicrotask(show); // as soon as the form stands on the page
  return form;
}

function parameterField(each, id) {
  const note = `In the ${each.in}. ${each.description} Such as: ${each.example}`;
  const input = make("input", { autocomplete: "off" });
  if (each.required) input.value = each.example;
  input.required = Boolean(each.required);
  return field(id, each.name + (each.required ? " (must be sent)" : ""), note, input);
}

function addContent(form, id, body) {
  const kinds = Object.keys(body.content);
  const select = choice(kinds);
  form.append(field(id("kind"), "Content-Type", "What you send.", select));
  if (kinds[0].startsWith("image/")) {
    const file = make("input", { type: "file", accept: kinds.join() });
    form.append(field(id("content"), "Picture", "A file of this computer.", file));
    return;
  }
  const text = make("textarea", { rows: "9", spellcheck: "false" });
  const fill = () => {
    const { example } = body.content[select.value];
    const isForm = select.value.endsWith("form-urlencoded");
    text.value = isForm ? new URLSearchParams(example) : asText(example);
  };
  select.addEventListener("change", fill);
  fill();
  form.append(field(id("content"), "Content", "What the request carries.", text));
}

// What the form says, as fetch takes it.
function requestOf(path, verb, wanted, id) {
  const valueOf = (name) => document.getElementById(name)?.value;
  const headers = { Accept: valueOf(id("accept")) };
  const query = new URLSearchParams();
  for (const each of wanted) {
    const value = valueOf(id(each.name));
    if (each.in === "path") path = path.replace(`{${each.name}}`, encodeURIComponent(value));
    else if (value && each.in === "query") query.append(each.name, value);
    else if (value) headers[each.name] = value;
  }
  const authorization = valueOf("authorization");
  if (authorization) headers.Authorization = authorization;
  const content = document.getElementById(id("content"));
  if (content) headers["Content-Type"] = valueOf(id("kind"));
  const body = content ? (content.files ? content.files[0] : content.value) : undefined;
  const url = location.origin + path + (query.size ? `?${query}` : "");
  return { url, method: verb.toUpperCase(), headers, body };
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function asCurl({ url, method, headers, body }) {
  const parts = [`curl -i -X ${method} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers))
    parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (typeof body === "string") parts.push(`--data-raw ${quoted(body)}`);
  else if (body) parts.push(`--data-binary ${quoted(`@${body.name}`)}`);
  return parts.join(" \\\n  ");
}

async function send({ url, method, headers, body }, status, answer) {
  const more = { cache: "no-store", credentials: "omit", redirect: "manual" };
  try {
    const response = await fetch(url, { method, headers, body, ...more });
    const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`);
    const content = await contentOf(response);
    status.textContent = `${response.status} ${response.statusText}`;
    answer.replaceChildren(make("p", {}, "Header fields:"), make("pre", {}, lines.join("\n")),
      make("p", {}, "Content:"), make("pre", {}, content));
    status.scrollIntoView({ block: "center" });
  } catch (error) {
    status.textContent = `No answer: ${error.message}`;
    answer.replaceChildren();
  }
}

async function contentOf(response) {
  const kind = response.headers.get("Content-Type") || "";
  const bytes = await response.arrayBuffer();
  if (!bytes.byteLength) return "(no content)";
  if (!/json|text|svg/.test(kind)) return `(${bytes.byteLength} bytes of ${kind})`;
  return new TextDecoder().decode(bytes);
}

async function begin() {
  described = await (await fetch("/openapi.json")).json();
  showAll();
  const named = document.getElementById(location.hash.slice(1)); // as in /docs#readHome
  if (named) named.open = true;
  named?.scrollIntoView();
}

begin();
