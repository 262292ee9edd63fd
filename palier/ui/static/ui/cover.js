// The cover. Escape twice masks, any key lifts that. No key for a while locks, on the server too: a passkey, the PIN of
// this machine or the password lifts it. The page, its scroll and its text stay underneath, out of sight and out of reach.
const body = document.body;
const cover = document.getElementById("cover");
const room = cover?.querySelector("[data-unlock-room]");
const words = document.getElementById("words")?.dataset ?? {};
const { unlockUrl, lockUrl, hereUrl, who, homeUrl } = body.dataset;
const IDLE = (Number(body.dataset.idleMinutes) || 0) * 60_000;
const STILL_HERE = Math.min(180_000, IDLE / 3);
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("palier") : null;
let shown = "";
let title = document.title;
let cameFrom = null;
let lastEscape = 0;
let lastTouch = Date.now();
let lastTold = Date.now();

function coverUp(why) {
  if (!cover || shown === "lock" || shown === why) return;
  if (!shown) {
    document.querySelectorAll("dialog[open]").forEach((one) => one.close());
    cameFrom = document.activeElement;
    title = document.title;
  }
  shown = cover.dataset.shown = why;
  cover.hidden = false;
  document.title = "Palier";
  for (const other of body.children) if (other !== cover) other.inert = true;
  body.classList.add("covered");
  cover.focus();
  document.dispatchEvent(new CustomEvent("palier:covered", { detail: why }));
}

function lift() {
  shown = "";
  cover.hidden = true;
  room?.replaceChildren();
  body.classList.remove("covered");
  document.title = title;
  for (const other of body.children) other.inert = false;
  cameFrom?.focus?.({ preventScroll: true });
  lastTouch = Date.now();
  lastEscape = 0;
}

// --- the mask
function unmask(event) {
  if (shown !== "mask" || event.repeat || ["Alt", "Control", "Meta", "Shift"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  lift();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat || shown) return;
  if (Date.now() - lastEscape < 800) { event.preventDefault(); coverUp("mask"); }
  lastEscape = Date.now();
});

// --- the lock
const ask = (url, body) => fetch(url, { method: body ? "POST" : "GET", body, headers: { "X-CSRFToken": document.body.dataset.csrf ?? "", "X-Requested-With": "cover" } });

let sending = false;
let told = true; // whether the server knows that this screen is locked

function lockNow() {
  if (!lockUrl) return coverUp("mask");
  told = false;
  coverUp("lock");
  askTheDoor();
}

function lockedAlready() {
  if (shown === "lock") return;
  coverUp("lock");
  askTheDoor();
}

async function askTheDoor(sent) {
  if (!room) return;
  try {
    if (!told) {
      await ask(lockUrl, new URLSearchParams());
      told = true;
      tabs?.postMessage("locked");
    }
    const answer = await ask(unlockUrl, sent);
    if (answer.headers.get("Content-Type")?.includes("json")) return opened(await answer.json());
    if (answer.status === 401 || answer.redirected) return say(words.lockEnded);
    if (!answer.ok && answer.status !== 422) return say(words.failed);
    if (!sent && room.querySelector("form")) return;
    room.innerHTML = await answer.text();
    offerPasskey(room);
    room.querySelector("[autofocus]")?.focus();
  } catch { say(words.failed); }
}

function opened(found) {
  if (who && found.who !== who) return location.replace(homeUrl || "/"); // somebody else signed in meanwhile
  if (shown !== "lock") return;
  body.dataset.csrf = found.csrf;
  for (const key of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) key.value = found.csrf;
  lift();
  document.dispatchEvent(new CustomEvent("palier:unlocked"));
  tabs?.postMessage("unlocked");
}

function say(text) {
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.textContent = text ?? "";
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn";
  again.textContent = words.again ?? "";
  again.addEventListener("click", () => { room.replaceChildren(); askTheDoor(); });
  room.replaceChildren(line, again);
}

cover?.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-unlock]")) return;
  event.preventDefault();
  if (sending) return; // a second Enter is not a second try
  sending = true;
  askTheDoor(new URLSearchParams(new FormData(event.target))).finally(() => { sending = false; });
});

// --- a passkey, here and on the unlock page
function offerPasskey(root) {
  const button = root.querySelector("[data-passkey]");
  if (button && window.PublicKeyCredential?.parseRequestOptionsFromJSON) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-passkey]");
  if (!button) return;
  const options = JSON.parse(document.getElementById("unlock-options").textContent);
  const failed = button.form.querySelector("[data-passkey-failed]");
  try {
    const found = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) });
    button.form.elements.credential.value = JSON.stringify(found.toJSON());
    button.form.requestSubmit();
  } catch { failed.hidden = false; }
});
offerPasskey(document);

// --- when to lock: no key and no pointer in any tab. Who reads without asking for a page says so now and then
function touched() {
  lastTouch = Date.now();
  if (lastTouch - lastTold < STILL_HERE || !hereUrl || shown === "lock") return;
  lastTold = lastTouch;
  tabs?.postMessage("touched");
  ask(hereUrl, new URLSearchParams()).then((answer) => { if (answer.status === 423) lockedAlready(); }, () => {});
}

if (cover) {
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, unmask, true);
  for (const kind of ["keydown", "pointerdown", "wheel", "touchstart"])
    document.addEventListener(kind, touched, { capture: true, passive: true });
  const lockWhenIdle = () => { if (IDLE && shown !== "lock" && Date.now() - lastTouch > IDLE) lockNow(); };
  setInterval(lockWhenIdle, 5_000);
  for (const kind of ["visibilitychange", "pageshow"]) document.addEventListener(kind, lockWhenIdle);
  document.addEventListener("palier:locked", lockedAlready);
  tabs?.addEventListener("message", ({ data }) => {
    if (data === "touched") lastTouch = Date.now();
    if (data === "locked") lockedAlready();
    if (data === "unlocked" && shown === "lock") askTheDoor();
  });
  for (const button of document.querySelectorAll("[data-mask]")) { button.hidden = false; button.addEventListener("click", () => coverUp("mask")); }
  for (const form of document.querySelectorAll("[data-lock]")) form.addEventListener("submit", (event) => { event.preventDefault(); lockNow(); });
}
