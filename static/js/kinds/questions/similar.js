const MOST = 3;
const ALIKE_FROM = 0.35;
/** Two words, which say together at least as much as one long one. */
const FEWEST_SHARED = 2;
const LEAST_SAID = 1;
/** From so many letters on a word counts in full: most words that only hold a sentence together are shorter. */
const LONG = 5;
const STEM = 4;

/**
 * The questions that read like what is being typed, the most alike first. Words count that both have; short ones, and
 * those that many questions have, count less.
 */
export function similar(typed, questions, most = MOST) {
  const words = wordsOf(typed);
  const others = questions.map((question) => ({ question, words: wordsOf(question.text) }));
  const weight = weightAmong(others.map((other) => other.words));
  return others
    .map((other) => ({ question: other.question, likeness: likeness(words, other.words, weight) }))
    .filter(({ likeness }) => likeness >= ALIKE_FROM)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ question }) => question);
}

/** From 0, nothing in common, to 1, the same words; a short question may well be like a long one. */
function likeness(one, other, weight) {
  const shared = one.filter((word) => other.some((each) => isSameWord(word, each)));
  if (shared.length < FEWEST_SHARED || sum(shared, saying) < LEAST_SAID) return 0;
  return sum(shared, weight) / Math.sqrt(sum(one, weight) * sum(other, weight));
}

function sum(words, weight) {
  return words.reduce((total, word) => total + weight(word), 0);
}

/** How much a word says by its length, up to 1. */
function saying(word) {
  return Math.min(1, word.length / LONG) ** 2;
}

function weightAmong(questions) {
  const having = new Map();
  for (const word of questions.flat()) having.set(word, (having.get(word) ?? 0) + 1);
  return (word) => {
    const rarity = Math.log(1 + (questions.length + 1) / (having.get(word) ?? 1));
    return rarity * saying(word);
  };
}

/** "book" and "books" are the same, and so is the word that is still being typed. */
function isSameWord(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short === long || (short.length >= STEM && long.startsWith(short));
}

/** Each word once, in small letters, without accents. */
function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])];
}
