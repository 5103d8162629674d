// T16b: the same with ClamAV itself, where it is installed.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { world } from '../../world.ts';
import { EICAR } from '../files/clamd.ts';
import { docx, packed } from '../files/zip.ts';
import type { Trial } from '../trial.ts';

const PORT = 33_310;

const listening = () =>
  new Promise<boolean>((done) => {
    const socket = connect(PORT, '127.0.0.1');
    socket.on('connect', () => (socket.destroy(), done(true)));
    socket.on('error', () => done(false));
  });

export const trial: Trial = {
  id: 'T16b',
  title: '用 ClamAV 实际查毒，带病毒的文件一律隔离',
  small: 0,
  full: 20,
  needs: ['clamav-daemon'],
  async run({ n, dir }) {
    const database = join(dir, 'signatures');
    mkdirSync(database);
    // The hash of the test file is all that it must know.
    writeFileSync(join(database, 'eicar.hdb'), `44d88612fea8a8f36de82e1278abb02f:${EICAR.length}:Eicar-Test\n`);
    writeFileSync(
      join(dir, 'clamd.conf'),
      `TCPSocket ${PORT}\nTCPAddr 127.0.0.1\nDatabaseDirectory ${database}\nForeground yes\nUser root\n`,
    );
    const clamd = spawn('clamd', ['-c', join(dir, 'clamd.conf')], { stdio: 'ignore' });
    const w = await world();
    const faults: string[] = [];
    process.env.ANLAN_CLAMD = `127.0.0.1:${PORT}`;
    try {
      for (let tries = 0; tries < 100 && !(await listening()); tries++)
        await new Promise((done) => setTimeout(done, 200));
      const person = await w.as('pingding');
      for (let i = 0; i < n; i++) {
        const part = { name: `${i}.com`, bytes: EICAR };
        for (const [name, bytes] of [
          [`${i}.zip`, packed([part])],
          [`${i}.docx`, docx('<w:document/>', [part])],
        ] as const) {
          const taken = await person.upload(name, bytes).then(
            () => true,
            () => false,
          );
          if (taken) faults.push(`${name} was taken`);
        }
        const good = await person.upload(`${i}.txt`, `第${i}份`);
        if ((await person.send('GET', `/api/files/${good.id}`)).status !== 200) faults.push('a clean file waits');
      }
    } finally {
      delete process.env.ANLAN_CLAMD;
      clamd.kill();
      await w.close();
    }
    return { faults, figures: { malware: n * 2, taken: faults.length } };
  },
  plants: [
    {
      name: '查出病毒仍收下',
      patch: [
        {
          file: 'packages/kernel/file/upload.ts',
          find: "if (said.verdict === 'found') throw malware(file.name);",
          replace: '',
        },
      ],
      n: 1,
    },
  ],
};
