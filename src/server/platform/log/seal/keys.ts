/** The key that signs the seal, and what others need to check it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSealKey, type SealKey, sealKeyId } from '#server/crafts/crypto/seal-key.ts'
import { keysFolder } from '../../keys.ts'
import type { SealPoint } from './anchor/anchor-line.ts'

const boxFile = 'seal.box'
const firstStartFile = 'seal-anchor.first'
const formerAnchorFile = 'seal-anchor.json'

/**
 * Opens the signing key of this installation; its public half lies beside it, one file for each key ever used. Made
 * anew, it leaves a sign that no anchor has been written with it yet.
 */
export async function openInstallationSealKey(folder = keysFolder): Promise<SealKey> {
  mkdirSync(publicFolder(folder), { recursive: true, mode: 0o700 })
  if (!hasSealKey(folder)) writeFileSync(join(folder, firstStartFile), '')
  const key = await openSealKey({ file: join(folder, boxFile), keyFile: join(folder, 'seal-box.key') })
  // Written once: on a full disk, writing it again would leave it empty.
  if (!readPublicSealKeys(folder).has(key.id)) {
    writeFileSync(join(publicFolder(folder), `${key.id}.der`), key.publicKey)
  }
  return key
}

/** The signing key where both halves lie in `folder`; nothing is made. A key that does not open is none. */
export async function readOwnSealKey(folder: string): Promise<SealKey | undefined> {
  const files = { file: join(folder, boxFile), keyFile: join(folder, 'seal-box.key') }
  if (!existsSync(files.file) || !existsSync(files.keyFile)) return undefined
  return openSealKey(files).catch(() => undefined)
}

/** Whether this installation has sealed, or was about to. */
export function hasSealKey(folder: string): boolean {
  return existsSync(join(folder, boxFile))
}

/** Whether the key was made and no anchor has been written with it yet: a new installation, perhaps stopped half-way. */
export function isFirstStart(folder: string): boolean {
  return existsSync(join(folder, firstStartFile))
}

/** The anchor lies on the disk: from now on it must not be missing, and what it replaces is done with. */
export function endFirstStart(folder: string): void {
  for (const file of [firstStartFile, formerAnchorFile]) rmSync(join(folder, file), { force: true })
}

/** Every public seal key kept in `folder`, by its name. */
export function readPublicSealKeys(folder: string): Map<string, Buffer> {
  const keys = new Map<string, Buffer>()
  for (const file of list(publicFolder(folder))) {
    if (!file.endsWith('.der')) continue
    const key = readFileSync(join(publicFolder(folder), file))
    keys.set(sealKeyId(key), key)
  }
  return keys
}

function publicFolder(folder: string): string {
  return join(folder, 'seal-public')
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    // Keys that may not be read are not keys that are not there: every seal would look forged.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** The newest seal as installations remembered it before there was an anchor of lines. */
export function readFormerAnchor(folder: string): SealPoint | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, formerAnchorFile), 'utf8')) as SealPoint
  } catch {
    return undefined
  }
}
