// The round without network: the list and what is noted lie sealed on this telephone until they are sent.
import { keep, read, send, signedIn, waiting } from "./outbox.js";
import { taken } from "./photos.js";
import { refusedPhotos } from "./refused.js";
import { all, clearEnded, drop, keepKey, lastKey, put, seal, unseal } from "./store.js";

const { dataset } = document.body;
const root = document.getElementById("round");
const banner = document.querySelector("[data-banner]");
const AGAIN = 15_000;
let session = true;

const stopOf = (fields) => root.querySelector(`[data-stop="${CSS.escape(fields.intervention)}"]`);

function line(stop, text, mark) {
  const said = document.createElement("p");
  said.className = "small";
  said.dataset.mark = mark;
  said.textContent = text;
  stop?.querySelector("[data-kept]").append(said);
  return said;
}

function mendable(said, draft, fields) {
  if (!draft.refused.again) return;
  const button = document.createElement("button");
  button.className = "btn btn-sm";
  button.textContent = dataset.mend;
  button.addEventListener("click", () => putBack(draft, fields));
  said.append(" ", button);
}

function putBack(draft, fields) {
  const form = stopOf(fields)?.querySelector("form[data-visit]");
  if (!form) return;
  for (const box of form.elements) {
    if (box.type === "file") continue;
    if (box.type === "checkbox") box.checked = [fields[box.name]].flat().includes(box.value);
    else if (box.name in fields && box.type !== "submit" && box.name !== "csrfmiddlewaretoken") box.value = fields[box.name];
  }
  form.dataset.draft = draft.id;
  form.closest("details")?.setAttribute("open", "");
  form.querySelector("details").open = true;
  form.elements.words.focus();
}

function showDraft(draft, fields, before) {
  const place = stopOf(fields)?.querySelector("[data-kept]") ?? root;
  const blocks = refusedPhotos(draft, fields, before, sendAll);
  place.append(...blocks.filter((one) => !one.isConnected));
  if (draft.arrived) return blocks;
  const words = draft.refused ? `${dataset.refused}. ${draft.refused.said.join(" ")}` : dataset.noted;
  const said = line(stopOf(fields), words, "draft");
  if (draft.refused) mendable(said, draft, fields);
  return [...blocks, said];
}

const counted = (number, one, many) => (number === 1 ? one : many.replace("[n]", number));

async function show() {
  const drafts = await waiting();
  const readable = [];
  for (const draft of drafts) readable.push([draft, await read(draft)]);
  const before = [...root.querySelectorAll("[data-mark=draft]")];
  const now = readable.flatMap(([draft, fields]) => (fields ? showDraft(draft, fields, before) : []));
  before.filter((one) => !now.includes(one)).forEach((one) => one.remove());
  const notes = drafts.filter((one) => !one.arrived).length;
  const photos = readable.flatMap(([, fields]) => fields?.photos ?? []);
  const going = photos.filter((one) => !one.refused).length;
  const count = [
    notes ? counted(notes, dataset.one, dataset.many) : "", going ? counted(going, dataset.photo, dataset.photosMany) : "",
    going < photos.length ? dataset.lookAtPhoto : "",
  ].filter(Boolean).join(" ");
  const network = navigator.onLine ? "" : dataset.noNetwork;
  const signIn = session || !navigator.onLine ? "" : dataset.signIn;
  const text = [network, drafts.length ? count : "", drafts.length ? signIn : ""].filter(Boolean).join(" ");
  banner.querySelector("span").textContent = text;
  banner.querySelector("[data-login]").hidden = !(drafts.length && signIn);
  banner.hidden = !text;
  document.body.dataset.waiting = drafts.length;
}

function arrived(fields, others) {
  const stop = stopOf(fields);
  if (!stop) return;
  stop.classList.add("done");
  if (!others.length) return;
  line(stop, dataset.both, "both");
  for (const one of others) line(stop, `${one.who}: ${one.what}. ${one.words}`, "both");
}

async function sendAll() {
  let someArrived = false;
  try {
    session = await send((fields, others) => { someArrived = true; arrived(fields, others); });
  } catch { /* no network: it waits */ }
  await show();
  if (someArrived && dataset.live !== "yes") await freshList();
}

async function note(event) {
  const form = event.target.closest("form[data-visit]");
  if (!form) return;
  event.preventDefault();
  const { photo, nobody } = form.elements;
  const chosen = [...(photo?.files ?? [])];
  const fields = typed(form, event.submitter);
  let photos;
  try {
    photos = [...(await photosBefore(form.dataset.draft)), ...(await taken(chosen, nobody?.checked))];
  } catch {
    document.querySelector("#messages").textContent = dataset.unread; // the form stays as it is
    return;
  }
  try {
    await keep(photos.length ? { ...fields, photos } : fields, form.dataset.draft);
  } catch {
    return sendAsItIs(form, event.submitter);
  }
  delete form.dataset.draft;
  form.reset();
  if (nobody) nobody.required = false;
  await show();
  await sendAll();
}

function typed(form, submitter) {
  const data = new FormData(form, submitter), fields = {};
  for (const [name, value] of data) {
    if (!["csrfmiddlewaretoken", "id", "photo", "nobody"].includes(name)) fields[name] = data.getAll(name).length > 1 ? data.getAll(name) : value;
  }
  return fields;
}

// Those of a note that was put back into its form.
async function photosBefore(id) {
  const draft = id && (await waiting()).find((one) => one.id === id);
  return (draft && (await read(draft))?.photos) || [];
}

function chose({ target }) {
  if (target.name !== "photo") return;
  target.form.elements.nobody.required = target.files.length > 0;
  target.setCustomValidity(target.files.length > Number(dataset.photosAtMost) ? dataset.tooMany : "");
}

function sendAsItIs(form, button) {
  const outcome = document.createElement("input");
  outcome.type = "hidden";
  outcome.name = "outcome";
  outcome.value = button?.value ?? "noted";
  form.append(outcome);
  form.submit();
}

async function keepList() {
  const key = await lastKey();
  if (key) await put("lists", { id: "today", ...(await seal(key, root.innerHTML)) });
}

// The empty page and what it is drawn with: public matter, for when there is no network.
async function keepShell() {
  const cache = await caches.open("palier-round");
  const drawn = performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname);
  await cache.addAll([dataset.shell, ...new Set(drawn.filter((path) => path.startsWith("/static/")))]);
}

async function freshList() {
  const answer = await fetch(dataset.here, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  root.innerHTML = page.getElementById("round").innerHTML;
  await keepList();
  await show();
}

async function oldList() {
  const kept = (await all("lists")).find((one) => one.id === "today");
  const html = kept && (await unseal(kept));
  if (html) root.innerHTML = html;
}

async function start() {
  if (await clearEnded()) document.querySelector("#messages").textContent = dataset.gone;
  root.addEventListener("submit", note);
  root.addEventListener("change", chose);
  addEventListener("online", sendAll);
  addEventListener("offline", show);
  setInterval(async () => { if (document.body.dataset.waiting !== "0") await sendAll(); }, AGAIN);
  if (dataset.live === "yes") await prepare().catch(() => {}); // the page goes on as any other
  else await oldList();
  await sendAll();
  document.body.dataset.ready = "yes";
}

async function prepare() {
  const me = await signedIn();
  if (!me) return;
  for (const list of await all("lists")) await drop("lists", list.id);
  const answer = await fetch(dataset.key, { method: "POST", headers: { "X-CSRFToken": me.csrf } });
  if (answer.ok) await keepKey(await answer.json());
  await keepList();
  await navigator.serviceWorker?.register(dataset.worker, { scope: dataset.here });
  await keepShell();
}

// Without these the forms of the page are sent as they are.
if (globalThis.indexedDB && globalThis.crypto?.subtle && navigator.locks) start();
