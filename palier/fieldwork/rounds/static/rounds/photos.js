// Photos of a place on this telephone: made small here, which drops where and with what they were taken, and sent after their note.
const SIDE = 1600; // points
const QUALITY = 0.85;

// A JPEG in base64, upright. Throws when this browser cannot read the file.
async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.toDataURL("image/jpeg", QUALITY).split(",")[1];
}

// What waits with a note: `looked` is the agent's own tick that nobody can be recognised in it.
export async function taken(files, looked) {
  const chosen = [...files].filter((file) => file.size);
  return Promise.all(chosen.map(async (file) => ({ jpeg: await small(file), looked, cover: [] })));
}

export const shown = (photo) => `data:image/jpeg;base64,${photo.jpeg}`;

export function body(photo) {
  const form = new FormData();
  const bytes = Uint8Array.from(atob(photo.jpeg), (sign) => sign.charCodeAt(0));
  form.append("photo", new Blob([bytes], { type: "image/jpeg" }), "photo.jpg");
  if (photo.looked) form.append("nobody", "on");
  for (const part of photo.cover) form.append("cover", part);
  return form;
}
