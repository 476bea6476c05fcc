import { render } from "preact";
import { html } from "./html.js";
import { Live } from "./live.js";
import { readPage } from "./page.js";
import { Stage } from "./stage/stage.js";

const page = readPage();
const live = new Live({ code: page.code, on: page.on, role: page.role, onReactions: page.reactions.tell });
const app = document.getElementById("app");
app.replaceChildren();
render(html`<${Stage} live=${live} page=${page} />`, app);
live.start();
