import type { Manifest } from "./imports.ts";

const EXACT = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/** Dependencies that a later release could slip into, as `name: spec`; peers are the user's choice and left out. */
export function loosePins(manifest: Manifest): string[] {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, spec]) => !EXACT.test(spec))
    .map(([name, spec]) => `${name}: ${spec}`);
}

/** What breaks lockstep: versions, and dependencies on each other, that are not the one version. */
export function outOfStep(manifests: readonly Manifest[], version: string): string[] {
  const names = new Set(manifests.map(({ name }) => name));
  return manifests.flatMap((manifest) => [
    ...(manifest.version === version ? [] : [`${manifest.name} is ${manifest.version}`]),
    ...Object.entries(manifest.dependencies ?? {})
      .filter(([name, spec]) => names.has(name) && spec !== version)
      .map(([name, spec]) => `${manifest.name} needs ${name} ${spec}`),
  ]);
}
