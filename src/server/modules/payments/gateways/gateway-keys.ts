/** What a gateway and the program have agreed to sign with: at most two keys at once, in `keys/` or the environment, never in the database. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '#server/platform/config.ts'
import { replaceFile } from '#server/platform/kept-file.ts'
import { keysFolder } from '#server/platform/keys.ts'
import { keyNotKnown, keysInEnvironment, twoKeysAlready } from '../refusals.ts'

/** A key by what may be shown of it. */
export interface KeyMark {
  /** Eight characters that both sides can compare; they lead back to nothing. */
  mark: string
  /** Unknown where the environment gives it. */
  since: Date | null
}

interface Kept extends KeyMark {
  secret: string
}

/** Both while one takes the place of the other. */
const mostKeys = 2

/** The keys that are good now, the older first: it signs until it is retired, for the other side may not have the newer yet. */
export function gatewayKeys(gateway: string): Buffer[] {
  return readKeys(gateway).map(({ secret }) => Buffer.from(secret))
}

/** The same as people may see them. */
export function listKeyMarks(gateway: string): KeyMark[] {
  return readKeys(gateway).map(({ mark, since }) => ({ mark, since }))
}

export function areKeysGiven(gateway: string): boolean {
  return config.GATEWAY_KEYS.has(gateway)
}

/**
 * A second key beside the one there is, good at once: made here, or as the gateway gave it. Returns it for whoever carries it to the
 * gateway; no other way leads to it again.
 */
export function addKey(gateway: string, now: Date, given?: string): { secret: string; mark: string } {
  const kept = keysToChange(gateway)
  if (kept.length >= mostKeys) throw twoKeysAlready()
  const secret = given ?? randomBytes(32).toString('base64url')
  const mark = markOf(secret)
  if (!kept.some((key) => key.mark === mark)) {
    writeKeys(gateway, [...kept, { secret, mark, since: now }])
  }
  return { secret, mark }
}

/** From now on nothing signed with it is believed. */
export function retireKey(gateway: string, mark: string): void {
  const kept = keysToChange(gateway)
  if (!kept.some((key) => key.mark === mark)) throw keyNotKnown()
  writeKeys(
    gateway,
    kept.filter((key) => key.mark !== mark),
  )
}

function keysToChange(gateway: string): Kept[] {
  if (areKeysGiven(gateway)) throw keysInEnvironment()
  return readKeys(gateway)
}

function readKeys(gateway: string): Kept[] {
  const given = config.GATEWAY_KEYS.get(gateway)
  if (given) return given.map((secret) => ({ secret, mark: markOf(secret), since: null }))
  return linesOf(pathOf(gateway)).map((line) => {
    const [since = '', secret = ''] = line.split(' ')
    return { secret, mark: markOf(secret), since: new Date(since) }
  })
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function writeKeys(gateway: string, keys: readonly Kept[]): void {
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 })
  const lines = keys.map(({ secret, since }) => `${since?.toISOString()} ${secret}\n`)
  replaceFile(pathOf(gateway), lines.join(''))
}

function pathOf(gateway: string): string {
  // Its id is of letters, digits and hyphens, so that it leads nowhere else.
  return join(keysFolder, `gateway-${gateway}.keys`)
}

function markOf(secret: string): string {
  return createHash('sha256').update(`gateway key ${secret}`).digest('hex').slice(0, 8)
}
