/**
 * What was typed when a session had ended or was left: kept a day, sealed under a key of whoever typed it, and given back
 * to that account alone, on whatever device. The database alone opens nothing, nor does the next person at the computer.
 */
import { z } from 'zod'
import { deriveBoxKey, openSecret, sealSecret } from '#server/crafts/crypto/secret-box.ts'
import { system } from '../actor.ts'
import { defineSchedule } from '../jobs/jobs.ts'
import { loadKey } from '../keys.ts'
import { endsByClock } from '../watch/clock-watch.ts'
import { perform } from '../work.ts'
import { inputTooLarge } from './refusals.ts'

export interface ParkedInput {
  path: string
  fields: [string, string][]
}

const dayMs = 86_400_000
const mostBytes = 128 * 1024
/** Of one account; what waits longest gives way. */
const mostParked = 20
const longestPath = 300

const key = loadKey('parked-input')
const Fields = z.array(z.tuple([z.string(), z.string()]))

/** Puts aside what this account posted at a page, in place of what waited there. */
export async function parkInput(
  accountId: string,
  { path, fields }: ParkedInput,
  now = new Date(),
): Promise<void> {
  const text = Buffer.from(JSON.stringify(fields))
  if (text.length > mostBytes || path.length > longestPath) throw inputTooLarge()
  const content = {
    fields: sealSecret(keyOf(accountId), text, contextOf(path)),
    expiresAt: new Date(now.getTime() + dayMs),
  }
  await perform(
    system,
    async ({ tx }) => {
      await tx
        .insertInto('platform.parkedInput')
        .values({ accountId, path, ...content })
        .onConflict((conflict) => conflict.columns(['accountId', 'path']).doUpdateSet(content))
        .execute()
      await tx
        .deleteFrom('platform.parkedInput')
        .where('accountId', '=', accountId)
        .where('path', 'in', (eb) =>
          eb
            .selectFrom('platform.parkedInput as p')
            .select('p.path')
            .where('p.accountId', '=', accountId)
            .orderBy('p.expiresAt', 'desc')
            .orderBy('p.path')
            .offset(mostParked),
        )
        .execute()
    },
    { now },
  )
}

/** What this account left at this page, if it is still kept. Asking twice gives it twice: a reload loses nothing. */
export async function takeParkedInput(
  accountId: string,
  path: string,
  now = new Date(),
): Promise<ParkedInput | undefined> {
  const row = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.parkedInput')
      .select('fields')
      .where('accountId', '=', accountId)
      .where('path', '=', path)
      .where('expiresAt', '>', now)
      .executeTakeFirst(),
  )
  const text = row && openSecret(keyOf(accountId), row.fields, contextOf(path))
  const fields = text && Fields.safeParse(JSON.parse(text.toString('utf8')))
  return fields?.success ? { path, fields: fields.data } : undefined
}

/** The pages where something of this account waits, the newest first. */
export async function listParkedPaths(accountId: string, now = new Date()): Promise<string[]> {
  const rows = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.parkedInput')
      .select('path')
      .where('accountId', '=', accountId)
      .where('expiresAt', '>', now)
      .orderBy('expiresAt', 'desc')
      .limit(mostParked)
      .execute(),
  )
  return rows.map(({ path }) => path)
}

/** It has been saved where it belongs. */
export async function dropParkedInput(accountId: string, path: string): Promise<void> {
  await perform(system, ({ tx }) =>
    tx
      .deleteFrom('platform.parkedInput')
      .where('accountId', '=', accountId)
      .where('path', '=', path)
      .execute(),
  )
}

export async function discardExpiredInput(now = new Date()): Promise<void> {
  await perform(system, ({ tx }) =>
    tx.deleteFrom('platform.parkedInput').where('expiresAt', '<', now).execute(),
  )
}

/** What waited a day is forgotten. */
export const discardInput = endsByClock(
  defineSchedule({
    name: 'platform.discard-expired-input',
    cron: '*/10 * * * *',
    run: () => discardExpiredInput(),
  }),
)

function keyOf(accountId: string): Uint8Array {
  return deriveBoxKey(key, `parked-input:${accountId}`)
}

/** As the release before sealed it: under another name what waits over an update would not open. */
function contextOf(path: string): string {
  return `dossiers.parked-input:${path}`
}
