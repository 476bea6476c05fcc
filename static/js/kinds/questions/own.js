import { upvotedAfter } from "../text/cards.js";

/** What is this guest's own, with the answers on their way as if they had arrived: asked, being asked, upvoted. */
export function ownOf(mine, sending) {
  const withdrawn = new Set(sending.map(({ withdraw }) => withdraw));
  return {
    asked: (mine?.asked ?? []).filter(({ id }) => !withdrawn.has(id)),
    asking: sending.map(({ ask }) => ask).filter((ask) => ask !== undefined),
    withdrawn,
    upvotedBefore: mine?.upvoted ?? [],
    upvoted: upvotedAfter(mine?.upvoted, sending),
  };
}
