import { t } from "../../i18n.js";

/**
 * The kinds a host may start on the spot, by what they are for. One with an own course decides itself when results are
 * shown and how long it takes; in one that `isNamed` people have to know who is who.
 */
export const GROUPS = [
  {
    label: () => t("Ask everybody"),
    kinds: [
      { name: "single", label: () => t("Poll") },
      { name: "multiple", label: () => t("Poll with several choices") },
      { name: "rating", label: () => t("Rating") },
      { name: "words", label: () => t("Word cloud") },
      { name: "text", label: () => t("Wall of cards") },
      { name: "ranking", label: () => t("Ranking") },
      { name: "pulse", label: () => t("Pulse") },
      { name: "quiz", label: () => t("Quiz"), hasOwnCourse: true },
      { name: "questions", label: () => t("Questions to you"), hasOwnCourse: true },
    ],
  },
  {
    label: () => t("Break the ice"),
    kinds: [
      { name: "prompt", label: () => t("Icebreaker cards"), isNamed: true },
      { name: "this-or-that", label: () => t("This or that") },
      { name: "two-truths", label: () => t("Two truths and a lie"), hasOwnCourse: true },
      { name: "pairs", label: () => t("Random pairs"), isNamed: true },
    ],
  },
  {
    label: () => t("Do something together"),
    kinds: [
      { name: "turns", label: () => t("Turns: read aloud, show and tell"), hasOwnCourse: true },
      { name: "steps", label: () => t("Step by step: cook, walk, tell"), hasOwnCourse: true },
      { name: "pantry", label: () => t("Pantry check"), hasOwnCourse: true },
      { name: "countdown", label: () => t("Watch together"), hasOwnCourse: true },
      { name: "kudos", label: () => t("Cards of thanks"), hasOwnCourse: true },
      { name: "awards", label: () => t("Awards"), hasOwnCourse: true },
    ],
  },
];

export const CATALOGUE = GROUPS.flatMap(({ kinds }) => kinds);
