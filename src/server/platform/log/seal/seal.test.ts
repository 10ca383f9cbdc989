import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../actor.ts'
import { keysFolder } from '../../keys.ts'
import { perform } from '../../work.ts'
import { acceptLog } from './decide.ts'
import type { Finding } from './finding.ts'
import { happened, recordFacts, sealNow } from './fixtures.ts'
import { decodeRowList, encodeRowList } from './row-list.ts'
import { verifyLog } from './verify/verify-log.ts'

const url = process.env.MIGRATOR_URL ?? ''
const attacker = new pg.Client(url)
beforeAll(async () => {
  await attacker.connect()
})
afterAll(async () => {
  await attacker.end()
})

const record = (count: number) => recordFacts(attacker, count)

async function findings(): Promise<Finding[]> {
  return (await verifyLog({ url, keysFolder })).findings
}

/** Does something behind the program's back, looks what verification says, and puts it back. */
async function tamper(change: string, restore: string): Promise<Finding[]> {
  await attacker.query('create temp table if not exists kept_log as table platform.event_log with no data')
  await attacker.query('create temp table if not exists kept_seal as table platform.seal with no data')
  await attacker.query('truncate kept_log, kept_seal')
  await attacker.query('insert into kept_log select * from platform.event_log')
  await attacker.query('insert into kept_seal select * from platform.seal')
  await attacker.query(change)
  try {
    return await findings()
  } finally {
    await attacker.query(restore)
  }
}

const restoreLog = `delete from platform.event_log;
  insert into platform.event_log overriding system value select * from kept_log`
const restoreSeal = 'delete from platform.seal; insert into platform.seal select * from kept_seal'

// Each look at the log starts threads anew: slow on a busy machine.
describe('the seal', () => {
  test('finds nothing in a log nobody touched, and says how much it read', async () => {
    await record(30)
    const batch = await sealNow()
    await record(3)

    const { findings, rows, batches, unsealed, marksChecked } = await verifyLog({ url, keysFolder })

    expect(findings).toEqual([])
    expect(rows).toBeGreaterThanOrEqual(33)
    expect({ batches, unsealed, marksChecked }).toEqual({ batches: batch, unsealed: 3, marksChecked: true })
  })

  test('names the row whose content, time or mark was changed, and its batch', async () => {
    const [, id = 0] = await record(5)
    const batch = await sealNow()
    const changes = [
      `data = '{"text": "khác"}'`,
      `occurred_at = occurred_at + interval '1 microsecond'`,
      `mark = decode(repeat('00', 32), 'hex')`,
      `actor_kind = 'officer'`,
      `purpose = null`,
    ]
    for (const change of changes) {
      const found = await tamper(`update platform.event_log set ${change} where id = ${id}`, restoreLog)
      expect(found, change).toEqual([{ kind: 'row_changed', batch, id }])
    }
    expect(await findings()).toEqual([])
  })

  test('names the removed row, the inserted row and the row moved elsewhere', async () => {
    const [first = 0, id = 0] = await record(5)
    const batch = await sealNow()

    expect(await tamper(`delete from platform.event_log where id = ${id}`, restoreLog)).toEqual([
      { kind: 'row_removed', batch, id },
    ])
    const copy = `insert into platform.event_log overriding system value
      select ${id} + 1000000, tx_id, name, subject_id, data, actor_kind, actor_id, agency_id, purpose, request_id,
             occurred_at, mark from platform.event_log where id = ${first};
      update platform.event_log set tx_id = (select tx_id from platform.event_log where id = ${first})
       where id = ${id} + 1000000;
      update platform.event_log set tx_id = (select (tx_id::text::bigint - 1)::text::xid8 from platform.event_log where id = ${first})
       where id = ${id} + 1000000`
    expect(await tamper(copy, restoreLog)).toEqual([{ kind: 'row_inserted', batch, id: id + 1_000_000 }])
    const move = `update platform.event_log set tx_id = (tx_id::text::bigint - 1)::text::xid8 where id = ${id}`
    expect(await tamper(move, restoreLog)).toEqual([{ kind: 'row_changed', batch, id }])
    const away = `update platform.event_log set tx_id = '1' where id = ${id}`
    expect(await tamper(away, restoreLog)).toEqual([{ kind: 'row_moved', batch, id }])
  })

  test('finds a row nobody sealed yet that the program did not write', async () => {
    await sealNow()
    const [id = 0] = await record(2)
    const change = `update platform.event_log set agency_id = 'khác' where id = ${id}`
    expect(await tamper(change, restoreLog)).toEqual([{ kind: 'row_unmarked', id }])
  })

  test('finds a copy of a genuine event, also after the program has sealed it unsuspecting', async () => {
    const [id = 0] = await record(2)
    await sealNow()
    const { rows } = await attacker.query(`
      insert into platform.event_log
             (name, subject_id, data, actor_kind, actor_id, agency_id, purpose, request_id, occurred_at, nonce, mark)
      select name, subject_id, data, actor_kind, actor_id, agency_id, purpose, request_id, occurred_at, nonce, mark
        from platform.event_log where id = ${id}
      returning id`)
    const copy = Number(rows[0].id)
    try {
      expect(await findings()).toEqual([{ kind: 'row_copied', id: copy }])
      await sealNow()
      expect(await findings()).toEqual([{ kind: 'row_copied', id: copy }])
    } finally {
      // The batch that holds the copy goes with it, and a person says that sealing goes on.
      await attacker.query(`delete from platform.event_log where id = ${copy};
        delete from platform.seal where batch = (select max(batch) from platform.seal)`)
      await acceptLog({ reason: 'kiểm thử', by: 'kiểm thử' })
      await record(1)
      await sealNow()
    }
    expect(await findings()).toEqual([])
  })

  test('a fact recorded twice in one work is one row', async () => {
    const subject = randomUUID()
    await perform(system, async (work) => {
      await work.record(happened(subject, { text: 'một lần' }))
      await work.record(happened(subject, { text: 'một lần' }))
      await work.record(happened(subject, { text: 'lần khác' }))
    })
    const { rows } = await attacker.query(
      'select data from platform.event_log where subject_id = $1 order by id',
      [subject],
    )
    expect(rows.map(({ data }) => data.text)).toEqual(['một lần', 'lần khác'])
  })

  test('finds a seal that was changed, removed from the middle or cut off at the end', async () => {
    await record(2)
    await sealNow()
    await record(2)
    const batch = await sealNow()
    const changes = [
      'row_count = row_count + 1',
      `last_id = last_id + 1`,
      `sealed_at = now()`,
      `sealed_at = sealed_at + interval '1 microsecond'`,
      `rows = rows || 'x'`,
    ]
    for (const change of changes) {
      const found = await tamper(`update platform.seal set ${change} where batch = ${batch - 1}`, restoreSeal)
      expect(found, change).toEqual([{ kind: 'seal_changed', batch: batch - 1 }])
    }
    expect(await tamper(`delete from platform.seal where batch = ${batch - 1}`, restoreSeal)).toEqual([
      { kind: 'seal_removed', batch: batch - 1 },
    ])
    expect(await tamper(`delete from platform.seal where batch = ${batch}`, restoreSeal)).toEqual([
      { kind: 'seal_removed', batch },
    ])
  })

  test('does not trust a key it was not given', async () => {
    await record(1)
    const batch = await sealNow()
    const folder = mkdtempSync(join(tmpdir(), 'nhip-keys-'))
    writeFileSync(join(folder, 'event.key'), readFileSync(join(keysFolder, 'event.key')))
    const { findings } = await verifyLog({ url, keysFolder: folder })
    expect(findings).toContainEqual({ kind: 'seal_changed', batch })
  })

  test('the application itself can neither change nor delete events and seals', async () => {
    const application = new pg.Client(process.env.DATABASE_URL)
    await application.connect()
    for (const table of ['event_log', 'seal']) {
      await expect(application.query(`delete from platform.${table}`)).rejects.toThrow(/permission denied/)
      await expect(application.query(`update platform.${table} set signature = ''`)).rejects.toThrow()
      await expect(application.query(`truncate platform.${table}`)).rejects.toThrow(/permission denied/)
    }
    await application.end()
  })
})

test('a list of rows reads back as it was written', () => {
  const row = fc.record({
    id: fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 2 ** 48 })),
    leaf: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 50 }), (rows) => {
      const read = decodeRowList(encodeRowList(rows))
      expect(read).toEqual(rows.map(({ id, leaf }) => ({ id, short: leaf.subarray(0, 4) })))
    }),
  )
})
