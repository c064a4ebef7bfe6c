// Serves the npm-carried VS Code with the packaged extension to a person's own browser.
import path from 'node:path';
import { workbenchAddress } from './browser.ts';
import { installVsix } from './drive.ts';
import { installHost } from './install.ts';
import { seedSettings, startServer, temporaryFolder } from './server.ts';

export interface Serving {
  /** Where to open it: 127.0.0.1 alone, with the token that lets this browser in. */
  readonly address: string;
  /** Ends it and removes what it wrote. */
  stop(): Promise<void>;
}

/** Installs the .vsix and opens `folder` in a VS Code served on 127.0.0.1; `onExit` when it ends by itself. */
export async function serve(vsix: string, folder: string, onExit: () => void): Promise<Serving> {
  const temporary = temporaryFolder();
  try {
    const extensionsDir = path.join(temporary.path, 'extensions');
    const userDataDir = path.join(temporary.path, 'data');
    await installVsix(vsix, extensionsDir);
    seedSettings(userDataDir);
    const server = await startServer(await installHost('floor'), {
      dataDir: path.join(temporary.path, 'server'),
      userDataDir,
      extensionsDir,
      development: false,
      onExit,
    });
    const stop = async (): Promise<void> => {
      await server.stop();
      temporary.remove();
    };
    return { address: workbenchAddress(server, folder), stop };
  } catch (error) {
    temporary.remove();
    throw error;
  }
}
