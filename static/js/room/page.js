import { ReactionBus } from "./parts/reactions.js";

/** What the server wrote on the page for the client, and where reactions arrive. */
export function readPage() {
  const { dataset } = document.getElementById("app");
  return {
    code: dataset.code,
    on: dataset.on,
    role: dataset.role,
    title: dataset.title,
    videoUrl: dataset.videoUrl,
    joinUrl: dataset.joinUrl,
    reactions: new ReactionBus(),
  };
}
