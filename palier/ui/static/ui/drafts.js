// Drafts: <form data-draft-url> keeps its fields on the server a moment after each change.
// Nothing is written on this machine. A failure is said, tried again, and never thrown away.
const body = document.body;
const words = document.getElementById("words")?.dataset ?? {};
const PAUSE = 3_000;
const LONGEST_PAUSE = 30_000;
const drafts = [];

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draftUrl;
    this.dirty = false;
    this.sending = false;
    this.pause = PAUSE;
    this.line = form.querySelector("[data-draft-state]") ?? this.addLine();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.leave(event));
    form.addEventListener("htmx:afterRequest", (event) => { if (event.target === form && event.detail.successful) this.stop(); });
  }

  addLine() {
    const line = document.createElement("p");
    line.setAttribute("data-draft-state", "");
    line.setAttribute("role", "status");
    this.form.append(line);
    return line;
  }

  changed() {
    this.dirty = true;
    this.stopped = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  // sent for good: no warning while the page goes. A page that is still here later keeps its draft
  leave(event) {
    this.leaving = true;
    clearTimeout(this.timer);
    setTimeout(() => { if (event.defaultPrevented) this.stay(); });
    setTimeout(() => this.stay(), 15_000);
  }

  stay() {
    this.leaving = false;
    if (this.dirty) this.again(PAUSE);
  }

  stop() {
    this.dirty = false;
    this.stopped = true;
    clearTimeout(this.timer);
  }

  fields() {
    const data = new FormData(this.form);
    data.delete("csrfmiddlewaretoken");
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  }

  async send() {
    if (this.sending || !this.dirty) return;
    this.sending = true;
    this.dirty = false;
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        headers: { "X-CSRFToken": body.dataset.csrf ?? "", "X-Requested-With": "draft" },
        body: this.fields(),
      });
      if (answer.status === 423) { // the screen is locked: the text stays here and goes after the unlock
        document.dispatchEvent(new CustomEvent("palier:locked"));
        return this.failed("waiting");
      }
      const signedOut = answer.redirected || answer.status === 401 || answer.status === 403;
      if (signedOut || !answer.ok) return this.failed(signedOut ? "signed-out" : "waiting");
      await this.kept(answer);
    } catch {
      this.failed("waiting");
    } finally {
      this.sending = false;
      if (this.dirty && !this.stopped && !this.leaving) this.again(this.pause);
    }
  }

  async kept(answer) {
    this.pause = PAUSE;
    if (answer.headers.get("Content-Type")?.includes("json")) {
      const { id, url } = await answer.json();
      if (url) this.url = url;
      const hidden = this.form.elements.namedItem("draft");
      if (id && hidden) hidden.value = id;
    }
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    this.say("kept", (words.draftKept ?? "").replace("{hour}", now.getHours()).replace("{minute}", two(now.getMinutes())));
  }

  failed(state) {
    if (this.stopped) return;
    this.dirty = true;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    this.say(state, state === "signed-out" ? words.draftSignedOut : words.draftWaiting);
  }

  again(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  say(state, text) {
    this.line.className = "draftstate";
    this.line.dataset.state = state;
    this.line.textContent = text ?? "";
  }
}

function watch(root) {
  const forms = [...root.querySelectorAll("form[data-draft-url]")];
  if (root.matches?.("form[data-draft-url]")) forms.push(root);
  for (const form of forms) if (!drafts.some((one) => one.form === form)) drafts.push(new Draft(form));
}
watch(document);
document.addEventListener("htmx:afterSettle", (event) => watch(event.target));

const unsent = () => drafts.some((one) => one.form.isConnected && (one.dirty || one.sending) && !one.stopped && !one.leaving);
window.addEventListener("beforeunload", (event) => { if (unsent()) event.preventDefault(); });
window.addEventListener("online", () => drafts.forEach((one) => one.send()));
document.addEventListener("visibilitychange", () => { if (document.hidden) drafts.forEach((one) => one.send()); });
document.addEventListener("palier:unlocked", () => drafts.forEach((one) => one.send()));
document.addEventListener("palier:covered", () => drafts.forEach((one) => one.send()));

// --- leaving for good asks first when a draft is not kept yet
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-logout]") || !unsent()) return;
  if (!window.confirm(words.draftUnsent)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  drafts.forEach((one) => one.stop());
}, true);
