// `npm run -s anlan -- <command>`: the command line, built first when its sources are newer.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureReady, refuse, root, run } from './setup.mjs';
import { sourcesOf } from './sources.mjs';

ensureReady();
if (!sourcesOf('server').fresh() && run(process.execPath, [join(root, 'tools', 'build.mjs'), 'server']) !== 0)
  refuse('构建没有成功，命令没有执行', 'The build failed; the command was not run');
await import(pathToFileURL(join(root, 'build', 'server', 'cli.js')).href);
