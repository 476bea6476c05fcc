import { t } from "../i18n.js";

const LONGEST_SIDE = 1600;
const MOST_BYTES = 1_000_000;

/** Sends a host's picture to the server: `{ok, url}`, or `{ok: false, message}` with why not. */
export function upload(file) {
  const { dataset } = document.getElementById("app");
  return send("pictures", file, { "X-CSRFToken": dataset.csrf });
}

/** The same for a guest, who is known by their token. */
export function uploadAsGuest(code, token, file) {
  return send(`/api/v1/events/${code}/pictures`, file, { Authorization: `Bearer ${token}` });
}

async function send(address, file, headers) {
  try {
    const body = await smaller(file);
    const response = await fetch(address, { method: "POST", body, headers: { ...headers, Accept: "application/json" } });
    const reply = await response.json();
    return response.ok ? { ok: true, url: reply.url } : { ok: false, message: reply.detail };
  } catch {
    return { ok: false, message: t("The picture did not get through. Try again.") };
  }
}

/** Photographs of a phone are larger than what the server takes; what the browser cannot read, the server refuses. */
async function smaller(file) {
  if (file.size <= MOST_BYTES) return file;
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.round(image.width * scale),
      height: Math.round(image.height * scale),
    });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", 0.85));
  } catch {
    return file;
  }
}
