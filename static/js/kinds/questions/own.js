import { upvotedAfter } from "../text/cards.js";

/**
 * What is this guest's own, with the answers on their way as if they had arrived: asked, being asked, upvoted. What is
 * among the questions already is on its way no more, although its acknowledgement is.
 */
export function ownOf(mine, sending, questions = []) {
  const listed = new Set(questions.map(({ text }) => text));
  const withdrawn = new Set(sending.map(({ withdraw }) => withdraw));
  return {
    asked: (mine?.asked ?? []).filter(({ id }) => !withdrawn.has(id)),
    asking: sending.map(({ ask }) => ask).filter((ask) => ask !== undefined && !listed.has(ask)),
    withdrawn,
    upvotedBefore: mine?.upvoted ?? [],
    upvoted: upvotedAfter(mine?.upvoted, sending),
  };
}
