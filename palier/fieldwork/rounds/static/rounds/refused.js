// A photo that was refused, on the page of its telephone: why, and to cover it, to take it again, or to leave it out.
import { replace } from "./outbox.js";
import { shown, taken } from "./photos.js";

const pattern = document.querySelector("template[data-refused-photo]");

// One block for each refused photo of a note: the one of `before` where she is at it already. `after()`: something was decided.
export function refusedPhotos({ id }, fields, before, after) {
  const refused = (fields.photos ?? []).filter((one) => one.refused);
  return refused.map((photo) => before.find((one) => one.photo === nameOf(id, photo)) ?? block(id, photo, after));
}

const nameOf = (id, photo) => `${id} ${photo.refused.say} ${photo.cover} ${photo.jpeg}`;

function block(id, photo, after) {
  const made = pattern.content.firstElementChild.cloneNode(true);
  const find = (what) => made.querySelector(`[data-${what}]`);
  const become = async (...instead) => {
    await replace(id, photo, instead);
    await after();
  };
  made.photo = nameOf(id, photo);
  find("said").textContent = photo.refused.say.join(" ");
  find("shown").src = shown(photo);
  if (!photo.refused.face) find("cover").selectedIndex = 1;
  find("covered").addEventListener("click", () => {
    if (find("looked").reportValidity()) become({ ...photo, refused: null, looked: true, cover: [find("cover").value] });
  });
  find("again").addEventListener("change", async ({ target }) => {
    if (!find("looked").reportValidity()) return void (target.value = "");
    const instead = await taken(target.files, true).catch(() => []);
    if (instead.length) await become(...instead);
  });
  find("out").addEventListener("click", () => become());
  return made;
}
