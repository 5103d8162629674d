// The built server as a process of its own, for what only a real one can show.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Loading the demonstration on a busy machine, milliseconds. */
const PATIENCE = 240_000;

/** Starts the built main.js with `more` in its environment; resolves when it says that it is ready. */
export async function startServer(main: string, more: Readonly<Record<string, string>>) {
  const { DATABASE_URL: _, NODE_ENV: __, ...env } = process.env;
  const child = spawn(process.execPath, [main], { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  let said = '';
  try {
    await new Promise<void>((ready, fail) => {
      child.stdout.on('data', (words: Buffer) => {
        said += words.toString();
        if (said.includes('is ready')) ready();
      });
      child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${said}`)));
      setTimeout(() => fail(new Error('the server was not ready in time')), PATIENCE).unref();
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
