/** What tests of the seal do: write facts, seal them, look, and do things behind the program's back. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { z } from 'zod'
import { system } from '../../actor.ts'
import { defineEvent, registerFacts } from '../../events.ts'
import { keysFolder } from '../../keys.ts'
import { perform } from '../../work.ts'
import { sealLog } from './seal-log.ts'
import { getSealState } from './seal-state.ts'
import { type Verification, verifyLog } from './verify/verify-log.ts'

export const happened = defineEvent('test.happened', z.object({ text: z.string() }))
registerFacts({ happened })

/** The database as its superuser, who holds no key of the program. */
export async function openAttacker(): Promise<pg.Client> {
  const client = new pg.Client(process.env.MIGRATOR_URL)
  await client.connect()
  return client
}

/** Writes so many facts, each of a subject of its own; their numbers. */
export async function recordFacts(attacker: pg.Client, count: number): Promise<number[]> {
  const subjects = Array.from({ length: count }, () => randomUUID())
  await perform({ ...system, purpose: 'kiểm thử "dấu nháy" và \\ gạch chéo' }, async (work) => {
    for (const subject of subjects) await work.record(happened(subject, { text: 'Thừa Thiên Huế\t✓ "…" \\' }))
  })
  const { rows } = await attacker.query(
    'select id from platform.event_log where subject_id = any ($1) order by id',
    [subjects],
  )
  return rows.map(({ id }) => Number(id))
}

/** Seals everything; other tests may hold transactions open for a moment. */
export async function sealNow(): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    await sealLog()
    const { seal, waiting } = await perform(system, (work) => getSealState(work))
    if (waiting === 0 && seal) return seal.batch
    if (attempt > 100) throw new Error('the log does not settle')
    await new Promise((done) => setTimeout(done, 50))
  }
}

export function verifyNow(anchors: readonly string[] = []): Promise<Verification> {
  return verifyLog({ url: process.env.MIGRATOR_URL ?? '', keysFolder, anchors })
}
