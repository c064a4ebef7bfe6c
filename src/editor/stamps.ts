/**
 * How new files were when their texts were read, so that who looks at many of them asks each for its times alone and reads
 * those that changed.
 */

/** What tells a file from what it was: milliseconds since 1970, and bytes. A file put in its place has its own `ctime`. */
export interface Stamp {
  readonly mtime: number;
  /** When it was made, not when its attributes changed. */
  readonly ctime: number;
  readonly size: number;
}

/**
 * Milliseconds between two times the coarsest file system tells apart (FAT). Whoever writes a file twice within them may
 * leave it with the same stamp. So one that was as fresh as that when it was read is in doubt, and is read once more; by
 * then it is old enough. A clock that runs ahead of ours costs reading, one that is behind by more than this may cost a
 * change within it. What sets times and size back on purpose is not seen.
 */
const grain = 2000;

interface Read {
  /** `undefined` when there was no file. */
  readonly stamp: Stamp | undefined;
  readonly isInDoubt: boolean;
}

export class Stamps {
  readonly #read = new Map<string, Read>();

  /**
   * Notes how a file was just before it was read. Until it is forgotten the first time it was read counts: it may be read
   * for several purposes, and one of them has what stood in it then.
   * @param now when it was asked for its stamp
   */
  note(name: string, stamp: Stamp | undefined, now: number): void {
    if (this.#read.has(name)) return;
    this.#read.set(name, { stamp, isInDoubt: stamp !== undefined && now - stamp.mtime < grain });
  }

  /** Whether a file with this stamp may be another one than was read, or was never read; not where there is still none. */
  mayBeOther(name: string, now: Stamp | undefined): boolean {
    const read = this.#read.get(name);
    const then = read?.stamp;
    if (now === undefined || then === undefined) return now !== then;
    const isSame = now.mtime === then.mtime && now.ctime === then.ctime && now.size === then.size;
    return read?.isInDoubt === true || !isSame;
  }

  has(name: string): boolean {
    return this.#read.has(name);
  }

  names(): readonly string[] {
    return [...this.#read.keys()];
  }

  forget(name: string): void {
    this.#read.delete(name);
  }

  clear(): void {
    this.#read.clear();
  }
}
