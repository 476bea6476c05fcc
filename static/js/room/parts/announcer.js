import { useEffect, useState } from "preact/hooks";
import { html } from "../html.js";
import { t } from "../../i18n.js";

const LINES = 3;

const WORDS = {
  opened: (title) => t("Now open: {title}", { title }),
  closed: (title) => t("Closed: {title}", { title }),
  shown: (title) => t("Results are shown: {title}", { title }),
  counted: () => t("Your answer is counted."),
};

/** Where news goes to be heard: `listener` is set by the announcer on the page. */
export class Announcements {
  listener = () => {};
  tell = (news) => this.listener(news);
}

/** The one polite live region of the page. */
export function Announcer({ announcements }) {
  const [lines, setLines] = useState([]);
  useEffect(() => {
    let count = 0;
    announcements.listener = (news) => {
      const added = news.map(({ what, activity }) => ({ id: ++count, text: WORDS[what](activity.title) }));
      setLines((before) => [...before, ...added].slice(-LINES));
    };
    return () => (announcements.listener = () => {});
  }, [announcements]);
  return html`
    <div class="visually-hidden" aria-live="polite">
      ${lines.map(({ id, text }) => html`<p key=${id}>${text}</p>`)}
    </div>
  `;
}
