import assert from "node:assert/strict";
import { test } from "node:test";
import { next } from "../../static/js/kinds/this-or-that.js";

test("Next brings pairs until the last", () => {
  assert.equal(next({ pair: { number: 1, of: 2 } }).move, "next");
  assert.equal(next({ pair: { number: 2, of: 2 } }), null);
});
