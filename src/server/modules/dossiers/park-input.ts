/**
 * What was typed when a session had ended: kept half an hour, encrypted under a key that only that browser holds, and
 * given back after signing in. The database alone opens nothing.
 */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { inputTooLarge } from '#server/modules/dossiers/refusals.ts'
import { deriveBoxKey, openSecret, sealSecret } from '#server/platform/crypto/secret-box.ts'
import type { Work } from '#server/platform/work.ts'

export interface ParkedInput {
  path: string
  fields: [string, string][]
}

/** As long as the sign-in page, a forgotten password and a slow telephone may take together. */
export const parkedMs = 30 * 60_000
const mostBytes = 128 * 1024
/** Anyone may park, signed in or not: the table stays small whatever comes. */
const mostParked = 2_000

const Fields = z.array(z.tuple([z.string(), z.string()]))

/** Puts aside what a page posted; the token is the only key and belongs in that browser's cookie. */
export async function parkInput(work: Work, { path, fields }: ParkedInput): Promise<string> {
  const text = Buffer.from(JSON.stringify(fields))
  if (text.length > mostBytes) throw inputTooLarge()
  await discardExpiredInput(work)
  const { count } = await work.tx
    .selectFrom('dossiers.parkedInput')
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  if (count >= mostParked) throw inputTooLarge()

  const token = randomBytes(32)
  await work.tx
    .insertInto('dossiers.parkedInput')
    .values({
      tokenHash: hashOf(token),
      path: path.slice(0, 300),
      fields: sealSecret(keyOf(token), text, contextOf(path.slice(0, 300))),
      expiresAt: new Date(work.now.getTime() + parkedMs),
    })
    .execute()
  return token.toString('base64url')
}

/** What this browser left at this page, if it is still kept. Asking twice gives it twice: a reload loses nothing. */
export async function takeParkedInput(
  work: Work,
  token: string,
  path: string,
): Promise<ParkedInput | undefined> {
  const key = Buffer.from(token, 'base64url')
  if (key.length !== 32) return undefined
  const row = await work.tx
    .selectFrom('dossiers.parkedInput')
    .select(['path', 'fields'])
    .where('tokenHash', '=', hashOf(key))
    .where('path', '=', path)
    .where('expiresAt', '>', work.now)
    .executeTakeFirst()
  const text = row && openSecret(keyOf(key), row.fields, contextOf(row.path))
  if (!row || !text) return undefined
  const fields = Fields.safeParse(JSON.parse(text.toString('utf8')))
  return fields.success ? { path: row.path, fields: fields.data } : undefined
}

/** It has been saved where it belongs. */
export async function dropParkedInput(work: Work, token: string): Promise<void> {
  const key = Buffer.from(token, 'base64url')
  await work.tx.deleteFrom('dossiers.parkedInput').where('tokenHash', '=', hashOf(key)).execute()
}

export async function discardExpiredInput(work: Work): Promise<void> {
  await work.tx.deleteFrom('dossiers.parkedInput').where('expiresAt', '<', work.now).execute()
}

function hashOf(token: Uint8Array): Buffer {
  return createHash('sha256').update('nhip/parked-input/1\0').update(token).digest()
}

function keyOf(token: Uint8Array): Uint8Array {
  return deriveBoxKey(token, 'parked-input')
}

function contextOf(path: string): string {
  return `dossiers.parked-input:${path}`
}
