// Keys, menus, undo, focus. Every page works without this file.
const body = document.body;
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = $("#words")?.dataset ?? {};

// --- keys of one letter, which a person can turn off on this machine
const LETTERS = "palier-letters";
const wantsLetters = () => localStorage.getItem(LETTERS) !== "off";
const isTyping = (target) => target.closest?.("input:not([type=radio],[type=checkbox],[type=button],[type=submit]), textarea, select, [contenteditable]");
const keysSheet = $("#keys");
const showKeys = () => { if (keysSheet && !keysSheet.open) keysSheet.showModal(); };
let afterG = 0;

function letter(event) {
  if (event.key === "/") return $("[data-search]");
  if (event.key === "?") return showKeys;
  if (event.key === "n" && body.dataset.captureUrl) return () => location.assign(body.dataset.captureUrl);
  if (event.key === "g") { afterG = Date.now(); return null; }
  if (event.key === "d" && Date.now() - afterG < 1500 && body.dataset.homeUrl) return () => location.assign(body.dataset.homeUrl);
  return $(`[data-key="${CSS.escape(event.key)}"]`);
}

document.addEventListener("keydown", (event) => {
  if (body.classList.contains("covered")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return sendForm(event);
  if (event.key === "Escape") return escape();
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !wantsLetters()) return;
  if ($("dialog[open]")) return;
  const found = letter(event);
  if (!found) return;
  event.preventDefault();
  if (typeof found === "function") found();
  else if (found.matches("input, textarea, select")) { found.focus(); found.select?.(); }
  else { found.click(); if (found.matches("summary")) $("input, textarea", found.parentElement)?.focus(); }
});

function sendForm(event) {
  const form = event.target.closest?.("form");
  if (!form || form.method === "dialog") return;
  event.preventDefault();
  const button = $("[data-default]", form) ?? $("[type=submit]:not([formnovalidate])", form);
  form.requestSubmit(button ?? undefined);
}

for (const button of $$("[data-keys]")) { button.hidden = false; button.addEventListener("click", showKeys); }
for (const box of $$("[data-letters]")) {
  box.checked = wantsLetters();
  box.addEventListener("change", () => box.checked ? localStorage.removeItem(LETTERS) : localStorage.setItem(LETTERS, "off"));
}

function escape() {
  const open = $("details.chip[open], details.memenu[open]");
  if (open) { open.open = false; $("summary", open).focus(); }
}

// --- menus and chips close on a click elsewhere
document.addEventListener("click", (event) => {
  for (const open of $$("details.chip[open], details.memenu[open]")) if (!open.contains(event.target)) open.open = false;
});

// --- an optional radio is let go when pressed again, or with Delete
document.addEventListener("pointerdown", (event) => {
  const radio = event.target.closest?.("[data-optional] .pick")?.querySelector("input[type=radio]");
  if (radio) radio.dataset.was = radio.checked ? "1" : "";
});
document.addEventListener("click", (event) => {
  if (event.target.matches?.("[data-optional] input[type=radio]") && event.target.dataset.was) letGo(event.target);
});
document.addEventListener("keydown", (event) => {
  if (["Delete", "Backspace"].includes(event.key) && event.target.matches?.("[data-optional] input[type=radio]")) letGo(event.target);
});
function letGo(radio) {
  radio.checked = false;
  radio.dataset.was = "";
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

// --- undo is offered for a while; the summary of what to mend takes the focus
function arrived(root) {
  for (const form of $$("[data-undo-seconds]", root)) setTimeout(() => form.remove(), Number(form.dataset.undoSeconds) * 1000);
  $("[data-focus]", root)?.focus();
}
arrived(document);

// --- HTMX: the key of the form goes with each request, and a failure is said in words
document.addEventListener("htmx:configRequest", (event) => {
  if (body.dataset.csrf) event.detail.headers["X-CSRFToken"] = body.dataset.csrf;
});
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 423) return document.dispatchEvent(new CustomEvent("palier:locked"));
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  say($("[data-wrong] h1", page)?.textContent ?? words.failed);
});
document.addEventListener("htmx:sendError", () => say(words.failed));
for (const kind of ["htmx:afterSettle", "htmx:oobAfterSwap"]) document.addEventListener(kind, (event) => arrived(event.target));

function say(text) {
  if (!text) return;
  let line = $("#said");
  if (!line) {
    line = document.createElement("p");
    line.id = "said";
    line.className = "notice notice-todo";
    line.setAttribute("role", "alert");
    $("main")?.prepend(line);
  }
  line.textContent = text;
}
