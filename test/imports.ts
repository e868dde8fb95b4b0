import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Stands for a module whose name is computed. */
export const COMPUTED = "a computed name";

/** How a file refers to another: at start-up, on demand, or in its types alone, which leave no trace when it runs. */
export type ImportKind = "static" | "dynamic" | "type";

/** One reference from a file to a module. */
export interface Import {
  readonly kind: ImportKind;
  readonly from: string;
}

/** Sources by their path from the repository's root, with `/`. */
export type Sources = ReadonlyMap<string, string>;

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    const type = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { kind: type ? "type" : "static", from: textOf(node.moduleSpecifier)! };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { kind: node.isTypeOnly ? "type" : "static", from: textOf(node.moduleSpecifier)! };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const from = textOf(node.argument.literal);
    return from === undefined ? undefined : { kind: "type", from };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { kind: "dynamic", from: textOf(node.arguments[0]) ?? COMPUTED };
  }
  return undefined;
}

/**
 * Every module that a source refers to. `import { type A } from "a"` counts as static: it leaves `import {} from "a"`.
 */
export function importsOf(path: string, source: string): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const one = importOf(node);
    if (one !== undefined) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, false));
  return found;
}

/** Whether a source has a default export. */
export function hasDefaultExport(path: string, source: string): boolean {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, false);
  return file.statements.some(
    (one) =>
      ts.isExportAssignment(one) ||
      (ts.canHaveModifiers(one) &&
        ts.getModifiers(one)?.some((each) => each.kind === ts.SyntaxKind.DefaultKeyword)) ||
      (ts.isExportDeclaration(one) &&
        one.exportClause !== undefined &&
        ts.isNamedExports(one.exportClause) &&
        one.exportClause.elements.some((each) => each.name.text === "default")),
  );
}

/** What a package says of itself. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The sources of packages and their manifests, each by the name of its folder below packages/. */
export interface House {
  readonly sources: Sources;
  readonly manifests: ReadonlyMap<string, Manifest>;
}

export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** Reads every package below `root`/packages. */
export function readHouse(root: string): House {
  const sources = new Map<string, string>();
  const manifests = new Map<string, Manifest>();
  for (const name of readdirSync(join(root, "packages"))) {
    const src = join(root, "packages", name, "src");
    manifests.set(name, readManifest(join(root, "packages", name)));
    for (const path of readdirSync(src, { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(path)) continue;
      sources.set(
        `packages/${name}/src/${path.replaceAll("\\", "/")}`,
        readFileSync(join(src, path), "utf8"),
      );
    }
  }
  return { sources, manifests };
}
