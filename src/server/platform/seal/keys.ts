/** The key that signs the seal, and what others need to check it. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSealKey, type SealKey, sealKeyId } from '#server/platform/crypto/seal-key.ts'
import { keysFolder } from '#server/platform/keys.ts'
import type { SealRow } from '#server/platform/seal/batch.ts'

/** Opens the signing key of this installation; its public half lies beside it, one file for each key ever used. */
export async function openInstallationSealKey(folder = keysFolder): Promise<SealKey> {
  const key = await openSealKey({ file: join(folder, 'seal.box'), keyFile: join(folder, 'seal-box.key') })
  mkdirSync(publicFolder(folder), { recursive: true })
  writeFileSync(join(publicFolder(folder), `${key.id}.der`), key.publicKey)
  return key
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
  } catch {
    return []
  }
}

/** The newest seal, remembered outside the database: whoever cuts off the end of the log cannot also cut it off here. */
export interface Anchor {
  batch: number
  chain: string
}

export function writeAnchor({ batch, chain }: Pick<SealRow, 'batch' | 'chain'>, folder = keysFolder): void {
  const path = join(folder, 'seal-anchor.json')
  const anchor: Anchor = { batch, chain: chain.toString('hex') }
  writeFileSync(`${path}.new`, JSON.stringify(anchor), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

export function readAnchor(folder: string): Anchor | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'seal-anchor.json'), 'utf8')) as Anchor
  } catch {
    return undefined
  }
}
