// A thousand files: read while others have their turn. What is measured is printed, and nothing hangs on it.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { ackscope, example, findingsOf, inWorkspace, read } from './support.ts';

describe('a thousand files', function () {
  this.timeout(120_000);

  it('are read in slices', async () => {
    await ackscope();
    const network = await read(example('terraform', 'nacl-closed'));
    const bucket = (n: number): string =>
      `resource "aws_s3_bucket" "b${String(n)}" {\n  bucket = "name-${String(n)}"\n  tags = {\n    Name = "a"\n  }\n}\n`;
    const filler = Array.from({ length: 40 }, (_, n) => bucket(n)).join('');
    const settings = vscode.workspace.getConfiguration('ackscope');
    await settings.update('enable', false, vscode.ConfigurationTarget.Global);
    const last = inWorkspace('scratch', 'm99', 'main.tf');
    for (let module = 0; module < 100; module++) {
      const folder = inWorkspace('scratch', `m${String(module)}`).fsPath;
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'main.tf'), network);
      for (let part = 1; part < 10; part++)
        writeFileSync(
          path.join(folder, `part${String(part)}.tf`),
          filler.replaceAll('"b', `"p${String(part)}b`),
        );
    }
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = performance.now();
    await settings.update('enable', undefined, vscode.ConfigurationTarget.Global);
    // Nothing to fail by: a machine may be busy.
    while (findingsOf(last).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const took = performance.now() - started;
    delay.disable();
    const inMs = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(0);
    console.log(
      `      1,000 files in ${took.toFixed(0)} ms; the host was blocked for ${inMs(delay.max)} ms at most, 99 % of the time for less than ${inMs(delay.percentile(99))} ms`,
    );
    assert.ok(findingsOf(inWorkspace('scratch', 'm0', 'main.tf')).length > 0);
  });
});
