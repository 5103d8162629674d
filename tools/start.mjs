// `npm start`: installs what is missing, builds what is older than its sources, and runs the server in this process,
// so that signals reach it directly.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureReady, refuse, root, run } from './setup.mjs';

ensureReady();
if (run(process.execPath, [join(root, 'tools', 'build.mjs')]) !== 0)
  refuse('构建没有成功，服务没有启动', 'The build failed; the server was not started');
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'build', 'server', 'main.js')).href);
