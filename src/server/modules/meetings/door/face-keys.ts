/**
 * The key of each enrolment: a file of its own in `face-keys` of the data folder, which no backup copies. Destroyed, it leaves what it sealed
 * unreadable, in the database and in every copy of it.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { openSecret, sealSecret } from '#server/crafts/crypto/secret-box.ts'
import { config } from '#server/platform/config.ts'
import { openKeyFile } from '#server/platform/key-file.ts'
import { packTemplates, unpackTemplates } from './model.ts'

const folder = join(config.NHIP_DATA, 'face-keys')
const fileOf = (enrolmentId: string) => join(folder, `${enrolmentId}.key`)
const context = (enrolmentId: string) => `face:${enrolmentId}`

/** Makes the key of an enrolment and seals its templates. */
export function sealTemplates(enrolmentId: string, templates: readonly Float32Array[]): Buffer {
  return sealSecret(openKeyFile(folder, enrolmentId), packTemplates(templates), context(enrolmentId))
}

/** Undefined where the key is gone, or is not the one that sealed them. */
export function openTemplates(enrolmentId: string, sealed: Uint8Array): Float32Array[] | undefined {
  const key = readKey(enrolmentId)
  const packed = key && openSecret(key, sealed, context(enrolmentId))
  return packed && unpackTemplates(packed)
}

export function hasKey(enrolmentId: string): boolean {
  return readKey(enrolmentId) !== undefined
}

/** Destroys it; gone is gone, also after a power cut. */
export function destroyKey(enrolmentId: string): void {
  if (!existsSync(folder)) return
  rmSync(fileOf(enrolmentId), { force: true })
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The enrolments whose keys lie here since before that moment. */
export function listKeys(before: Date): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return readdirSync(folder)
    .filter((name) => name.endsWith('.key'))
    .filter(
      (name) =>
        (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < before.getTime(),
    )
    .map((name) => name.slice(0, -'.key'.length))
}

function readKey(enrolmentId: string): Buffer | undefined {
  try {
    const key = readFileSync(fileOf(enrolmentId))
    return key.length === 32 ? key : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
