// A small messenger for one person and one bot. It knows the playground's few calls (see web/page_side.py)
// and Telegram's message objects, and nothing of the bot behind them.

const find = (id) => document.getElementById(id);
const view = { messages: find("messages"), text: find("text"), menu: find("menu"), toast: find("toast") };
const state = { me: 0, chat: 0, commands: [], toasts: 0, drawn: new Map(), replyTo: null, asked: null, chosen: -1 };

const SUGGESTED = ["/similar radiohead", "miles davis", "the beetles", "кино", "周杰倫"];
const MARKS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", spoiler: "span",
};

async function call(path, content) {
  const options = content && {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(content),
  };
  const response = await fetch(path, options);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Text with its entities as DOM nodes. Offsets count UTF-16 units, as JavaScript's strings do.
function marked(text, entities, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  const inside = entities.filter((one) => one.offset >= from && one.offset + one.length <= to);
  for (let index = 0; index < inside.length; index += 1) {
    const entity = inside[index];
    const end = entity.offset + entity.length;
    if (entity.offset < at) continue;
    nodes.push(text.slice(at, entity.offset));
    const within = inside.slice(index + 1).filter((one) => one.offset + one.length <= end);
    const children = marked(text, within, entity.offset, end);
    nodes.push(wrapped(entity, text.slice(entity.offset, end), children));
    at = end;
  }
  nodes.push(text.slice(at, to));
  return nodes.filter((node) => node !== "");
}

const outside = (href) => ({ href, target: "_blank", rel: "noopener noreferrer" });
const safe = (url) => (/^https?:/i.test(url) ? url : "#");
const words = (message) => message.text ?? message.caption ?? named(message);

// What a message without words is called where it is quoted.
function named(message) {
  if (message.document) return message.document.file_name;
  return message.photo ? "Picture" : "Service message";
}

function wrapped(entity, text, children) {
  if (entity.type === "text_link") return element("a", outside(safe(entity.url)), ...children);
  if (entity.type === "bot_command") {
    const command = element("a", { href: "#", onclick: (event) => { event.preventDefault(); say(text); } });
    command.append(...children);
    return command;
  }
  return element(MARKS[entity.type] ?? "span", {}, ...children);
}

function picture(message) {
  const { file_id: id, width, height } = message.photo.at(-1);
  const image = element("img", { src: `files/${id}`, alt: words(message), width, height });
  return element("a", { class: "picture", ...outside(`files/${id}`) }, image);
}

function file({ file_id: id, file_name: name, file_size: bytes }) {
  const size = bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
  return element("a", { class: "file", href: `files/${id}`, download: name }, element("b", {}, name), ` ${size}`);
}

function drawn(message, reactions) {
  const mine = !message.from.is_bot;
  const time = new Date((message.edit_date ?? message.date) * 1000);
  const clock = time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const meta = element("span", { class: "meta" }, `${message.edit_date ? "edited " : ""}${clock}`);
  const bubble = element("div", { class: "bubble" });
  const quoted = message.reply_to_message;
  if (quoted) bubble.append(element("span", { class: "quoted" }, words(quoted)));
  if (message.via_bot) bubble.append(element("span", { class: "via" }, `via @${message.via_bot.username}`));
  if (message.photo) bubble.append(picture(message));
  if (message.document) bubble.append(file(message.document));
  const text = message.text ?? message.caption ?? (message.photo || message.document ? "" : named(message));
  bubble.append(...marked(text, message.entities ?? message.caption_entities ?? []), meta);
  const box = element("article", { class: `message ${mine ? "mine" : "bot"}`, "data-id": message.message_id }, bubble);
  if (reactions.length) box.append(element("span", { class: "reactions", "aria-label": `Reactions: ${reactions.join(" ")}`, role: "img" }, reactions.join(" ")));
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length) box.append(element("div", { class: "keys" }, ...rows.map((row) => keyRow(message, row))));
  return box;
}

function keyRow(message, row) {
  return element("div", {}, ...row.map((key, index) => {
    const wide = index === 0 && row.length > 1 ? "wide" : "";
    if (key.url) return element("a", { class: `key ${wide}`, title: key.url, ...outside(safe(key.url)) }, `${key.text} ↗`);
    const named = key.text.length <= 4 && row.length > 1 ? `${key.text} ${row[0].text}` : key.text;
    const press = (event) => pressed(event.currentTarget, message, key);
    return element("button", { type: "button", class: `key ${wide}`, title: key.text, "aria-label": named, onclick: press }, key.text);
  }));
}

async function pressed(button, message, key) {
  button.setAttribute("aria-busy", "true");
  const press = { person: state.me, message_id: message.message_id, data: key.callback_data };
  await call(`api/chats/${state.chat}/presses`, press);
  setTimeout(() => button.removeAttribute("aria-busy"), 1500);
}

function show(messages, reactions) {
  const atEnd = view.messages.scrollHeight - view.messages.scrollTop - view.messages.clientHeight < 80;
  let added = false;
  const present = new Set(messages.map((message) => message.message_id));
  for (const [id, { box }] of state.drawn) {
    if (present.has(id)) continue;
    box.remove();
    state.drawn.delete(id);
  }
  for (const message of messages) {
    const reacted = reactions[message.message_id] ?? [];
    const known = JSON.stringify([message, reacted]);
    const before = state.drawn.get(message.message_id);
    if (before?.known === known) continue;
    const box = drawn(message, reacted);
    if (before) {
      const focused = [...before.box.querySelectorAll(".key")].indexOf(document.activeElement);
      before.box.replaceWith(box);
      if (focused >= 0) box.querySelectorAll(".key")[focused]?.focus();
    } else {
      view.messages.append(box);
      added = true;
    }
    state.drawn.set(message.message_id, { known, box });
  }
  if (messages.length) find("hello")?.remove();
  if (added || atEnd) view.messages.scrollTo({ top: view.messages.scrollHeight });
}

function toast(text) {
  view.toast.textContent = text;
  view.toast.classList.add("shown");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => view.toast.classList.remove("shown"), 2500);
}

function answerTo(message, hint = "") {
  state.replyTo = message?.message_id ?? null;
  find("replying").hidden = !message;
  find("replying-to").textContent = message ? words(message).slice(0, 60) : "";
  view.text.placeholder = hint || "Message";
  view.text.focus();
}

function ask(asks, messages) {
  if (!asks || asks.message_id === state.asked) return;
  state.asked = asks.message_id;
  answerTo(messages.find((message) => message.message_id === asks.message_id), asks.hint);
}

async function say(text) {
  const said = { person: state.me, text, reply_to: state.replyTo };
  answerTo(null);
  await call(`api/chats/${state.chat}/messages`, said);
}

function fitting() {
  const typed = view.text.value;
  if (!/^\/\w*$/.test(typed)) return [];
  return state.commands.filter((one) => `/${one.command}`.startsWith(typed));
}

function drawMenu() {
  const commands = fitting();
  view.menu.hidden = commands.length === 0;
  if (state.chosen >= commands.length) state.chosen = -1;
  view.menu.replaceChildren(...commands.map((one, index) => element(
    "li",
    { role: "option", "aria-selected": String(index === state.chosen), onclick: () => choose(one) },
    element("b", {}, `/${one.command}`), ` ${one.description}`,
  )));
}

function choose(one) {
  view.text.value = `/${one.command} `;
  state.chosen = -1;
  drawMenu();
  view.text.focus();
}

function grow() {
  view.text.style.height = "auto";
  view.text.style.height = `${view.text.scrollHeight}px`;
}

function typedKey(event) {
  const commands = fitting();
  if (commands.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const step = event.key === "ArrowDown" ? 1 : -1;
    state.chosen = (state.chosen + step + commands.length) % commands.length;
    drawMenu();
    event.preventDefault();
  } else if (commands.length && (event.key === "Tab" || (event.key === "Enter" && state.chosen >= 0))) {
    choose(commands[Math.max(state.chosen, 0)]);
    event.preventDefault();
  } else if (event.key === "Escape") {
    view.menu.hidden = true;
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    find("compose").requestSubmit();
    event.preventDefault();
  }
}

async function submitted(event) {
  event.preventDefault();
  const text = view.text.value.trim();
  if (!text) return;
  view.text.value = "";
  grow();
  drawMenu();
  try {
    await say(text);
  } catch {
    view.text.value = text;
    toast("That could not be sent. Is the playground still running?");
  }
}

function greet(bot) {
  const tries = SUGGESTED.map((text) => element("button", { type: "button", onclick: () => say(text) }, text));
  view.messages.append(element("div", { class: "hello", id: "hello" },
    element("p", {}, `Talk to ${bot.first_name}. Nothing leaves this machine. For example:`), ...tries));
}

async function follow() {
  let known = -1;
  for (;;) {
    try {
      const news = await call(`api/chats/${state.chat}/messages?known=${known}&person=${state.me}`);
      state.commands = news.commands;
      if (news.version === known) continue;
      if (known === -1) state.toasts = news.toasts.length;
      known = news.version;
      show(news.messages, news.reactions);
      ask(news.asks, news.messages);
      for (const one of news.toasts.slice(state.toasts)) if (one.text) toast(one.text);
      state.toasts = news.toasts.length;
      find("status").textContent = "bot · playground, not Telegram";
    } catch {
      find("status").textContent = "the playground has ended; waiting for it";
      await new Promise((resolve) => { setTimeout(resolve, 1500); });
    }
  }
}

async function begin() {
  const world = await call("api/world");
  document.title = `${world.bot.first_name} · Playground`;
  find("bot-name").textContent = world.bot.first_name;
  state.me = world.people[0].id;
  state.chat = world.chats[0].id;
  greet(world.bot);
  find("compose").addEventListener("submit", submitted);
  find("not-replying").addEventListener("click", () => answerTo(null));
  view.text.addEventListener("keydown", typedKey);
  view.text.addEventListener("input", () => { grow(); drawMenu(); });
  follow();
}

begin();
