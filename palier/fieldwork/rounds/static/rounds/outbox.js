// Notes that wait on this telephone. Each has a number of its own: sent twice it is kept once, and it goes only when it is kept.
// Its photos follow it one by one, under the same number; one that is refused stays here, the note does not wait for it.
import { body as photoBody } from "./photos.js";
import { all, drop, lastKey, put, seal, sealAgain, unseal } from "./store.js";

const { dataset } = document.body;
const MEND = [404, 409, 422];
const NO_ID = "00000000-0000-0000-0000-000000000000"; // stands in the address of photos until a note gives its own

export const waiting = () => all("drafts");

// Throws when this telephone may keep nothing: then the form is sent as it is.
export async function keep(fields, id = crypto.randomUUID()) {
  const key = await lastKey();
  if (!key) throw new Error("no key");
  const note = { ...fields, id, at: fields.at || new Date().toISOString() };
  await put("drafts", { id, who: key.id.split(":")[0], ...(await seal(key, note)) });
}

export const read = (draft) => unseal(draft);

// Its photos become these. A note that has arrived goes with the last of them.
async function keepPhotos(draft, fields, photos) {
  if (!photos.length && draft.arrived) return drop("drafts", draft.id);
  return put("drafts", { ...draft, ...(await sealAgain(draft, { ...fields, photos })) });
}

// Something else in the place of one photo of a note, or nothing; what happened to the others meanwhile stands.
export async function replace(id, photo, instead) {
  const draft = (await waiting()).find((one) => one.id === id);
  const fields = draft && (await unseal(draft));
  if (fields) await keepPhotos(draft, fields, fields.photos.flatMap((one) => (one.jpeg === photo.jpeg ? instead : [one])));
}

// Who is signed in; null: nobody, or there is no network.
export async function signedIn() {
  const answer = await fetch(dataset.token, { redirect: "manual", cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

function body({ photos, ...fields }) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return new URLSearchParams(pairs);
}

const posted = (address, csrf, content) => fetch(address, {
  method: "POST", body: content, redirect: "manual",
  headers: { Accept: "application/json", "X-CSRFToken": csrf },
});

const said = async (answer) => (answer.status === 404 ? { say: [dataset.lost] } : answer.json());

async function sendOne(draft, csrf) {
  const fields = await unseal(draft);
  if (!fields) return { stop: false };
  if (draft.arrived) return sendPhotos(draft, fields, csrf);
  const answer = await posted(dataset.send, csrf, body(fields));
  if (answer.ok) {
    const { others } = await answer.json();
    const arrived = { ...draft, arrived: true };
    if (fields.photos?.length) await put("drafts", arrived);
    else await drop("drafts", draft.id);
    const { stop } = fields.photos?.length ? await sendPhotos(arrived, fields, csrf) : { stop: false };
    return { stop, kept: fields, others };
  }
  if (!MEND.includes(answer.status)) return { stop: true };
  await put("drafts", { ...draft, refused: { said: (await said(answer)).say, again: answer.status !== 409 } });
  return { stop: false };
}

// Those that are not refused yet; the list is written anew after each answer, so that none is lost when the telephone goes off.
async function sendPhotos(draft, fields, csrf) {
  let photos = fields.photos;
  for (const photo of fields.photos.filter((one) => !one.refused)) {
    const answer = await posted(dataset.photos.replace(NO_ID, draft.id), csrf, photoBody(photo)).catch(() => null);
    if (!answer || (!answer.ok && !MEND.includes(answer.status))) return { stop: true };
    const refused = answer.ok ? null : await said(answer);
    photos = photos.flatMap((one) => (one !== photo ? [one] : refused ? [{ ...one, refused }] : []));
    await keepPhotos(draft, fields, photos);
  }
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
