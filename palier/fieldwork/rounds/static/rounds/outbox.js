// Notes that wait on this telephone. Each has a number of its own: sent twice it is kept once, and it goes only when it is kept.
import { all, drop, lastKey, put, seal, unseal } from "./store.js";

const { dataset } = document.body;
const MEND = [404, 409, 422];

export const waiting = () => all("drafts");

// Throws when this telephone may keep nothing: then the form is sent as it is.
export async function keep(fields, id = crypto.randomUUID()) {
  const key = await lastKey();
  if (!key) throw new Error("no key");
  const note = { ...fields, id, at: fields.at || new Date().toISOString() };
  await put("drafts", { id, who: key.id.split(":")[0], ...(await seal(key, note)) });
}

export const read = (draft) => unseal(draft);

// Who is signed in; null: nobody, or there is no network.
export async function signedIn() {
  const answer = await fetch(dataset.token, { redirect: "manual", cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

function body(fields) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return new URLSearchParams(pairs);
}

async function sendOne(draft, csrf) {
  const fields = await unseal(draft);
  if (!fields) return { stop: false };
  const answer = await fetch(dataset.send, {
    method: "POST", body: body(fields), redirect: "manual",
    headers: { Accept: "application/json", "X-CSRFToken": csrf },
  });
  if (answer.ok) {
    const { others } = await answer.json();
    await drop("drafts", draft.id);
    return { stop: false, kept: fields, others };
  }
  if (!MEND.includes(answer.status)) return { stop: true };
  const said = answer.status === 404 ? [dataset.lost] : (await answer.json()).say;
  await put("drafts", { ...draft, refused: { said, again: answer.status !== 409 } });
  return { stop: false };
}

// Sends what waits, one after the other, from one page at a time. `kept(fields, others)` for each that arrived.
export async function send(kept) {
  let session = true;
  await navigator.locks.request("palier-round", async () => {
    const drafts = (await waiting()).filter((one) => !one.refused);
    if (!drafts.length) return;
    const me = await signedIn();
    session = Boolean(me);
    for (const draft of drafts) {
      if (!me || draft.who !== me.who) continue;
      const done = await sendOne(draft, me.csrf);
      if (done.kept) kept(done.kept, done.others);
      if (done.stop) return;
    }
  });
  return session;
}
