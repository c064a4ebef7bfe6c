// Runs bench/main.ts and prints its table.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/main.ts'], { stdio: 'inherit' });
process.exitCode = status ?? 1;
