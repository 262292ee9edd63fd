// Forms: sent once, previewed while typing. Without this file a form is simply sent.
const body = document.body;

// --- sent once. The hidden idempotency_key stays, so that a repeat that slips through is harmless
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || form.hasAttribute("data-repeat")) return;
  if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  form.dataset.sent = "1";
  setTimeout(() => {
    if (event.defaultPrevented && !isHtmx(form)) return release(form);
    for (const button of buttons(form)) button.disabled = true;
  });
}, true);

const buttons = (form) => [...form.elements].filter((one) => one.type === "submit");
const isHtmx = (form) => ["hx-post", "hx-get", "hx-put", "hx-patch", "hx-delete"].some((name) => form.hasAttribute(name) || form.hasAttribute(`data-${name}`));
function release(form) {
  delete form.dataset.sent;
  for (const button of buttons(form)) button.disabled = false;
}
document.addEventListener("htmx:afterRequest", (event) => { if (event.target.matches?.("form")) release(event.target); });
window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release); });

// --- a field with data-preview-url shows what was understood, in data-preview-target.
// The text travels in the body of a POST, never in an address. The arrows walk from the field through what was found.
const waiting = new WeakMap();
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = event.target;
  const under = at.dataset?.previewTarget ?? (at.matches?.(".hit") ? `#${at.closest("[aria-live]")?.id}` : null);
  if (!step || !under) return;
  const way = [...document.querySelectorAll(`[data-preview-target="${under}"], ${under} .hit`)];
  const next = way[way.indexOf(at) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.dataset?.previewUrl) return;
  const last = waiting.get(field);
  clearTimeout(last?.timer);
  last?.stop.abort();
  const stop = new AbortController();
  waiting.set(field, { stop, timer: setTimeout(() => preview(field, stop.signal), 400) });
});

async function preview(field, signal) {
  const target = document.querySelector(field.dataset.previewTarget);
  if (!target) return;
  try {
    const answer = await fetch(field.dataset.previewUrl, {
      method: "POST",
      headers: { "X-CSRFToken": body.dataset.csrf ?? "", "X-Requested-With": "preview" },
      body: new URLSearchParams({ [field.name]: field.value }),
      signal,
    });
    if (!answer.ok || answer.redirected) return;
    target.innerHTML = await answer.text();
    window.htmx?.process(target);
  } catch { /* a preview may fail in silence: the form does not need it */ }
}
