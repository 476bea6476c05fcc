import { t } from "../../i18n.js";

/** The kinds a host may start on the spot, and what their title is. */
export const CATALOGUE = [
  { name: "single", label: () => t("Poll") },
  { name: "multiple", label: () => t("Poll with several choices") },
  { name: "rating", label: () => t("Rating") },
  { name: "words", label: () => t("Word cloud") },
  { name: "text", label: () => t("Wall of cards") },
  { name: "ranking", label: () => t("Ranking") },
  { name: "pulse", label: () => t("Pulse") },
  { name: "quiz", label: () => t("Quiz") },
  { name: "questions", label: () => t("Questions to you") },
  { name: "prompt", label: () => t("Icebreaker cards") },
  { name: "this-or-that", label: () => t("This or that") },
  { name: "two-truths", label: () => t("Two truths and a lie") },
  { name: "pairs", label: () => t("Random pairs") },
];
