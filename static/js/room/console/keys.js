import { useRef, useState } from "preact/hooks";
import { DeviceStorage } from "../device.js";
import { html } from "../html.js";
import { useKeys } from "../hooks.js";
import { t } from "../../i18n.js";

const NAME = "eventkit:keys";
const storage = new DeviceStorage();

const HELP = [
  ["n", () => t("Next (also Page Down of a clicker)")],
  ["o", () => t("Open or close")],
  ["r", () => t("Show or hide results")],
  ["t", () => t("Start, hold or go on with the timer")],
  ["j", () => t("The join code, large")],
  ["?", () => t("This list")],
];

/** Single keys get in the way of some who speak or type differently, so they can be switched off on this device. */
export function Keys({ keys }) {
  const [isOn, setOn] = useState(storage.read(NAME) !== "off");
  const box = useRef();
  useKeys({ ...keys, "?": () => (box.current.open = !box.current.open) }, isOn);

  function change({ currentTarget: { checked } }) {
    storage.write(NAME, checked ? "on" : "off");
    setOn(checked);
  }

  return html`
    <details class="keys" ref=${box}>
      <summary class="console__heading">${t("Keys")} <kbd aria-hidden="true">?</kbd></summary>
      <dl class="keys__list">
        ${HELP.map(([key, means]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${means()}</dd></div>`)}
      </dl>
      <label class="check keys-switch">
        <input type="checkbox" checked=${isOn} onChange=${change} />
        <span>${t("Use these keys")}</span>
      </label>
    </details>
  `;
}
