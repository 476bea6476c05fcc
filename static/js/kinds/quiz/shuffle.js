/** The items in an order that belongs to `seed`: another for other seeds, and the same whenever it is asked for. */
export function shuffled(items, seed) {
  return items
    .map((item) => ({ item, rank: rankOf(`${item.id} ${seed}`) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** FNV-1a, and its bits mixed twice more: seeds differ in a figure or two only, and so would the ranks. */
function rankOf(text) {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193);
  for (let round = 0; round < 2; round++) hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
