import { useState } from "preact/hooks";
import { DeviceStorage } from "../device.js";
import { html } from "../html.js";
import { useKeys } from "../hooks.js";
import { t } from "../../i18n.js";

const NAME = "eventkit:keys";
const storage = new DeviceStorage();

/** Single keys get in the way of some who speak or type differently, so they can be switched off on this device. */
export function KeysSwitch({ keys }) {
  const [isOn, setOn] = useState(storage.read(NAME) !== "off");
  useKeys(keys, isOn);

  function change({ currentTarget: { checked } }) {
    storage.write(NAME, checked ? "on" : "off");
    setOn(checked);
  }

  return html`
    <label class="check keys-switch">
      <input type="checkbox" checked=${isOn} onChange=${change} />
      <span>${t("Keys: o opens and closes, r shows results, n goes on")}</span>
    </label>
  `;
}
