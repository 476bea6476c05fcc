import { t } from "../i18n.js";

/** Sends a picture to the server: `{ok, url}`, or `{ok: false, message}` with why not. */
export async function upload(file) {
  const { dataset } = document.getElementById("app");
  const headers = { "X-CSRFToken": dataset.csrf, Accept: "application/json" };
  try {
    const response = await fetch("pictures", { method: "POST", body: file, headers });
    const reply = await response.json();
    return response.ok ? { ok: true, url: reply.url } : { ok: false, message: reply.detail };
  } catch {
    return { ok: false, message: t("The picture did not get through. Try again.") };
  }
}
