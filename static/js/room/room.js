import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { useLive } from "./hooks.js";
import { GuestRoom } from "./guest/guest.js";
import { Live } from "./live.js";
import { fetchModule } from "./modules.js";
import { readPage } from "./page.js";
import { Announcements, Announcer } from "./parts/announcer.js";

/** The room for guests; whoever the server knows as the host gets the console, which only then is fetched. */
function Room({ live, page }) {
  useLive(live);
  const Console = useConsole(live.state.you?.role === "host");
  return html`<${Console ?? GuestRoom} live=${live} page=${page} />`;
}

function useConsole(isWanted) {
  const [Console, setConsole] = useState();
  useEffect(() => {
    if (isWanted) fetchModule("./console/console.js").then((module) => setConsole(() => module?.Console));
  }, [isWanted]);
  return Console;
}

const page = readPage();
const announcements = new Announcements();
const live = new Live({ code: page.code, on: page.on, role: page.role, onNews: announcements.tell, onReactions: page.reactions.tell });
const app = document.getElementById("app");
app.replaceChildren();
render(html`<${Room} live=${live} page=${page} /><${Announcer} announcements=${announcements} />`, app);
live.start();
