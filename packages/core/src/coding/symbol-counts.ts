/** How often each symbol has been seen in one context; a sum over the symbols before one takes O(log) or a short list. */
export interface SymbolCounts {
  total: number;
  /** Symbols seen and their counts, in order; empty once the tree is there. */
  symbols: number[];
  counts: number[];
  /** Partial sums (Fenwick's tree), once many symbols have been seen. */
  tree: Float64Array | undefined;
}

/** Distinct symbols from which on a tree is faster than a list. */
const LONG = 48;

export const noCounts = (): SymbolCounts => ({ total: 0, symbols: [], counts: [], tree: undefined });

/** Seen symbols before this one, all counted. */
export function countBelow({ tree, symbols, counts }: SymbolCounts, symbol: number): number {
  let sum = 0;
  if (tree !== undefined) {
    for (let at = symbol; at > 0; at &= at - 1) sum += tree[at]!;
    return sum;
  }
  for (let i = 0; i < symbols.length && symbols[i]! < symbol; i++) sum += counts[i]!;
  return sum;
}

function addToTree(tree: Float64Array, symbol: number, amount: number): void {
  for (let at = symbol + 1; at < tree.length; at += at & -at) tree[at]! += amount;
}

export function addSymbol(own: SymbolCounts, symbol: number, alphabet: number): void {
  own.total++;
  if (own.tree !== undefined) {
    addToTree(own.tree, symbol, 1);
    return;
  }
  const { symbols, counts } = own;
  let at = 0;
  while (at < symbols.length && symbols[at]! < symbol) at++;
  if (symbols[at] === symbol) counts[at]!++;
  else {
    symbols.splice(at, 0, symbol);
    counts.splice(at, 0, 1);
  }
  if (symbols.length < LONG) return;
  own.tree = new Float64Array(alphabet + 1);
  for (let i = 0; i < symbols.length; i++) addToTree(own.tree, symbols[i]!, counts[i]!);
  own.symbols = [];
  own.counts = [];
}

/** Halves every count, rounding up, so that the total fits its bound again. */
export function halve(own: SymbolCounts, alphabet: number): void {
  const half = noCounts();
  for (let symbol = 0; symbol < alphabet; symbol++) {
    const count = Math.ceil((countBelow(own, symbol + 1) - countBelow(own, symbol)) / 2);
    if (count === 0) continue;
    half.symbols.push(symbol);
    half.counts.push(count);
    half.total += count;
  }
  if (own.tree !== undefined) {
    half.tree = new Float64Array(alphabet + 1);
    for (let i = 0; i < half.symbols.length; i++) addToTree(half.tree, half.symbols[i]!, half.counts[i]!);
    half.symbols = [];
    half.counts = [];
  }
  Object.assign(own, half);
}
