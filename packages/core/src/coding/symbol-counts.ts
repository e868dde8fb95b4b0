/** How often each symbol has been seen in one context; a sum over the symbols before one takes O(log) or a short list. */
export interface SymbolCounts {
  total: number;
  /** Symbols seen and their counts, in order; empty once the tree is there. */
  symbols: number[];
  counts: number[];
  /** Once many symbols have been seen: partial sums (Fenwick's tree), and the count of each symbol. */
  tree: Float64Array | undefined;
  each: Float64Array | undefined;
}

/** A symbol among the counts of a context. */
export interface Located {
  symbol: number;
  /** Seen symbols before this one, all counted. */
  below: number;
  count: number;
  /** Where it is, or would be, in the list. */
  at: number;
}

/** Distinct symbols from which on a tree is faster than a list. */
const LONG = 48;

export const noCounts = (): SymbolCounts => ({
  total: 0,
  symbols: [],
  counts: [],
  tree: undefined,
  each: undefined,
});

/** Finds a symbol in one walk. */
export function locate({ tree, each, symbols, counts }: SymbolCounts, symbol: number, found: Located): void {
  let below = 0;
  let at = 0;
  found.symbol = symbol;
  if (tree !== undefined) {
    for (let i = symbol; i > 0; i &= i - 1) below += tree[i]!;
    found.count = each![symbol] ?? 0;
  } else {
    for (; at < symbols.length && symbols[at]! < symbol; at++) below += counts[at]!;
    found.count = symbols[at] === symbol ? counts[at]! : 0;
  }
  found.below = below;
  found.at = at;
}

/** The symbol up to which, at `step` units a count and one a symbol, `units` are filled: the one whose interval holds them. */
export function symbolOf(
  { tree, symbols, counts }: SymbolCounts,
  units: number,
  step: number,
  alphabet: number,
): number {
  if (tree !== undefined) {
    let at = 0;
    let left = units;
    for (let leap = 2 ** Math.floor(Math.log2(alphabet)); leap >= 1; leap /= 2) {
      if (at + leap > alphabet) continue;
      const held = step * tree[at + leap]! + leap;
      if (held > left) continue;
      at += leap;
      left -= held;
    }
    return Math.min(at, alphabet - 1);
  }
  let filled = 0;
  for (let i = 0; i < symbols.length; i++) {
    const more = filled + step * counts[i]!;
    if (units < more + symbols[i]! + 1) return Math.min(Math.floor(units - filled), symbols[i]!);
    filled = more;
  }
  return Math.min(Math.floor(units - filled), alphabet - 1);
}

function addToTree(tree: Float64Array, symbol: number, amount: number): void {
  for (let at = symbol + 1; at < tree.length; at += at & -at) tree[at]! += amount;
}

/** Counts a symbol that was located in these counts as they are. */
export function addSymbol(own: SymbolCounts, { symbol, at }: Located, alphabet: number): void {
  own.total++;
  const { tree, each, symbols, counts } = own;
  if (tree !== undefined) {
    addToTree(tree, symbol, 1);
    each![symbol]! += 1;
    return;
  }
  if (symbols[at] === symbol) counts[at]!++;
  else {
    symbols.splice(at, 0, symbol);
    counts.splice(at, 0, 1);
  }
  if (symbols.length >= LONG) plant(own, alphabet);
}

/** Turns the list into a tree. */
function plant(own: SymbolCounts, alphabet: number): void {
  const { symbols, counts } = own;
  own.tree = new Float64Array(alphabet + 1);
  own.each = new Float64Array(alphabet);
  for (let i = 0; i < symbols.length; i++) {
    addToTree(own.tree, symbols[i]!, counts[i]!);
    own.each[symbols[i]!] = counts[i]!;
  }
  own.symbols = [];
  own.counts = [];
}

/** Halves every count, rounding up, so that the total fits its bound again. */
export function halve(own: SymbolCounts, alphabet: number): void {
  const half = noCounts();
  const { each, symbols, counts } = own;
  const pairs =
    each === undefined ? symbols.map((symbol, i) => [symbol, counts[i]!] as const) : [...each.entries()];
  for (const [symbol, count] of pairs) {
    if (count === 0) continue;
    half.symbols.push(symbol);
    half.counts.push(Math.ceil(count / 2));
    half.total += Math.ceil(count / 2);
  }
  if (own.tree !== undefined) plant(half, alphabet);
  Object.assign(own, half);
}
