/** The password of an agency's mailbox: a file beside the other keys, readable by the program alone, never in the database. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '#server/platform/kept-file.ts'
import { keysFolder } from '#server/platform/keys.ts'

export function readMailboxPassword(agencyId: string): string | undefined {
  try {
    return readFileSync(pathOf(agencyId), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export function keepMailboxPassword(agencyId: string, password: string): void {
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 })
  replaceFile(pathOf(agencyId), password)
}

function pathOf(agencyId: string): string {
  // By its fingerprint: whatever an agency is called leads nowhere else.
  const name = createHash('sha256').update(agencyId).digest('hex').slice(0, 32)
  return join(keysFolder, `mailbox-${name}.password`)
}
