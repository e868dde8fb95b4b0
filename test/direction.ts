import { posix } from "node:path";
import { COMPUTED, type House, type Import, type ImportKind, importsOf, type Manifest } from "./imports.ts";

/** Which packages a package may import, and how: `type` leaves no trace at run time, `dynamic` loads on demand. */
const PACKAGES: Readonly<Record<string, Readonly<Record<string, readonly ImportKind[]>>>> = (() => {
  const any = ["static", "dynamic", "type"] as const;
  const late = ["dynamic", "type"] as const;
  return {
    core: {},
    report: { core: ["type"] },
    engine: { core: any },
    tables: { core: any, report: any, engine: any },
    lm: { core: any, report: any, engine: late },
    autodiff: { core: any },
    cli: { core: any, report: any, engine: any, tables: late, lm: late },
  };
})();

const GROUND = ["edit-distance.ts", "error.ts", "npy.ts", "protocol.ts"];
const RESULTS = ["scalar", "linear", "random", "kernel", "finite", "family", ...GROUND];

/** Which rooms of core a room may import. The index may import all. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  "error.ts": [],
  "npy.ts": ["error.ts"],
  "protocol.ts": ["error.ts"],
  linear: ["scalar", ...GROUND],
  scalar: GROUND,
  random: ["scalar", ...GROUND],
  kernel: ["scalar", ...GROUND],
  finite: ["scalar", "kernel", ...GROUND],
  family: ["scalar", "linear", "random", "kernel", ...GROUND],
  estimate: RESULTS,
  loss: RESULTS,
  score: [...RESULTS, "estimate"],
  privacy: RESULTS,
  quantum: RESULTS,
  coding: RESULTS,
  parallel: RESULTS,
};

interface Arrow extends Import {
  readonly path: string;
  /** The file or package that is meant. */
  readonly target: string;
}

const packageOf = (path: string): string => path.split("/")[1]!;
const roomOf = (path: string): string => path.split("/")[3]!;

function arrowsOf({ sources }: House): Arrow[] {
  return [...sources].flatMap(([path, source]) =>
    importsOf(path, source).map((one) => ({
      ...one,
      path,
      target: one.from.startsWith(".") ? posix.join(posix.dirname(path), one.from) : one.from,
    })),
  );
}

/** `@scope/name/sub` → [`@scope/name`, `./sub`]. */
function split(specifier: string): readonly [name: string, entry: string] {
  const parts = specifier.split("/");
  const length = specifier.startsWith("@") ? 2 : 1;
  return [parts.slice(0, length).join("/"), [".", ...parts.slice(length)].join("/")];
}

type Rule = (arrow: Arrow, house: House) => string | undefined;

const staysInside: Rule = ({ from, path, target }, { sources }) => {
  if (!from.startsWith(".")) return undefined;
  if (!target.startsWith(`packages/${packageOf(path)}/src/`)) return "leaves its package's sources";
  return sources.has(target) ? undefined : "is no file";
};

const ours = (target: string, { manifests }: House): [string, Manifest] | undefined =>
  [...manifests].find(([, { name }]) => name === split(target)[0]);

const followsPackages: Rule = ({ path, kind, target }, house) => {
  const to = ours(target, house);
  const own = packageOf(path);
  const allowed = PACKAGES[own];
  if (allowed === undefined) return "is made in a package that has no place in the direction of imports";
  if (to === undefined) return undefined;
  if (to[0] === own) return "names its own package";
  const kinds = allowed[to[0]];
  if (kinds === undefined) return `runs against the direction: ${own} does not know ${to[0]}`;
  return kinds.includes(kind) ? undefined : `is ${kind}; ${own} imports ${to[0]} only as ${kinds.join(", ")}`;
};

const staysPublic: Rule = ({ target }, house) => {
  const to = ours(target, house);
  const [, entry] = split(target);
  return to === undefined || to[1].exports?.[entry] !== undefined ? undefined : "is not exported";
};

/** Threads are made in another way in Node than in a browser, and an optional peer may lie in the current folder. */
const COMPUTING = ["packages/core/src/parallel/", "packages/lm/src/gguf/load-llama.ts"];

const saysWhat: Rule = ({ path, from }) =>
  from === COMPUTED && !COMPUTING.some((place) => path.startsWith(place)) ? "hides what it loads" : undefined;

const isDeclared: Rule = ({ path, from, kind }, { manifests }) => {
  if (from === COMPUTED || from.startsWith(".") || from.startsWith("node:")) return undefined;
  const own = manifests.get(packageOf(path));
  const [name] = split(from);
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = own ?? {};
  const known = {
    ...dependencies,
    ...peerDependencies,
    ...optionalDependencies,
    ...(kind === "type" && devDependencies),
  };
  return name in known ? undefined : "is not among the package's dependencies";
};

const coreStandsAlone: Rule = ({ path, from }) =>
  packageOf(path) === "core" && from !== COMPUTED && !from.startsWith(".")
    ? "leaves core, which runs in browsers alone"
    : undefined;

const followsRooms: Rule = ({ path, from, target }) => {
  if (packageOf(path) !== "core" || !from.startsWith(".") || roomOf(path) === "index.ts") return undefined;
  const [here, there] = [roomOf(path), roomOf(target)];
  if (here === there) return undefined;
  const allowed = ROOMS[here];
  if (allowed === undefined) return `is made in ${here}, which has no place among the rooms of core`;
  return allowed.includes(there) ? undefined : `runs against the direction: ${here} does not know ${there}`;
};

const RULES: readonly Rule[] = [
  staysInside,
  followsPackages,
  staysPublic,
  saysWhat,
  isDeclared,
  coreStandsAlone,
  followsRooms,
];

/** Files that need each other to start, as the path around; one for each loop that a walk closes. */
function loops(arrows: readonly Arrow[]): string[] {
  const next = new Map<string, string[]>();
  for (const { path, kind, target } of arrows) {
    if (kind === "type") continue;
    next.set(path, [...(next.get(path) ?? []), target]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, before: readonly string[]): void => {
    const at = before.indexOf(path);
    if (at >= 0) found.push([...before.slice(at), path].join(" → "));
    if (at >= 0 || done.has(path)) return;
    for (const one of next.get(path) ?? []) walk(one, [...before, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return found;
}

/** Everything in the imports of a house that goes against its plan, one line each. */
export function misdirections(house: House): string[] {
  const arrows = arrowsOf(house);
  const wrong = arrows.flatMap((arrow) =>
    RULES.flatMap((rule) => {
      const what = rule(arrow, house);
      return what === undefined ? [] : [`${arrow.path}: import of ${arrow.from} ${what}`];
    }),
  );
  return [...wrong, ...loops(arrows).map((loop) => `${loop} go in a circle`)];
}
