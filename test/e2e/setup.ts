// Once for all journeys: loads the demonstration, keeps its data as a template, and runs one product that they share.
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { copyData, drop, keepBuild, launch, newFolder } from './product.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The build under test. */
    build: string;
    /** A data folder of a stopped server with the demonstration loaded; to be copied. */
    template: string;
    /** The address of the product that all journeys share which leave its clock alone. */
    shared: string;
  }
}

export default async function setup(project: TestProject) {
  const folder = newFolder();
  const build = keepBuild();
  const template = join(folder, 'template');
  const data = join(folder, 'data');
  const shared = await (async () => {
    await (await launch(build, template)).stop();
    copyData(template, data);
    return launch(build, data);
  })().catch((error: unknown) => {
    for (const each of [folder, build]) drop(each);
    throw error;
  });
  project.provide('build', build);
  project.provide('template', template);
  project.provide('shared', shared.url);
  return async () => {
    await shared.stop();
    for (const each of [folder, build]) drop(each);
  };
}
