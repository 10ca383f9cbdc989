import { existsSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'

/** What a process of ours consists of, from where the program runs. */
const code = ['src', 'node_modules', 'package.json']

/**
 * Flags of Node for a process that reads its own code, these files and folders, and nothing else: no data of ours, no file that lies beside the one
 * at hand. It writes nowhere and starts nothing.
 */
export function mayRead(...paths: readonly string[]): string[] {
  const wanted = [...code, ...paths].map((path) => resolve(path))
  // What is reached over a link is asked for by where it really lies.
  const real = wanted.filter((path) => existsSync(path)).map((path) => realpathSync(path))
  return ['--permission', ...[...new Set([...wanted, ...real])].map((path) => `--allow-fs-read=${path}`)]
}

/** What must be read to load a module by its path: the packages beside it. Of anything else the file itself. */
export function readToLoad(path: string): string {
  const folder = '/node_modules/'
  const at = path.lastIndexOf(folder)
  return at < 0 ? path : path.slice(0, at + folder.length - 1)
}
