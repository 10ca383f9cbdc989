/** What a superuser of the database without the program's key may try, and by what name it is found. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSealKey, type SealKey } from '#server/crafts/crypto/seal-key.ts'
import { keysFolder } from '../../../keys.ts'
import { writeAnchorLine } from '../anchor/anchor-line.ts'
import { chainOf, type SealRow, statementOf } from '../batch.ts'
import type { Finding } from '../finding.ts'
import { openAttacker, recordFacts, sealNow, verifyNow } from '../fixtures.ts'
import { decodeRowList } from '../row-list.ts'

const second = mkdtempSync(join(tmpdir(), 'nhip-anchor-'))
const kept = mkdtempSync(join(tmpdir(), 'nhip-kept-'))
const foreign = mkdtempSync(join(tmpdir(), 'nhip-foreign-'))
const anchors = [keysFolder, second].map((folder) => join(folder, 'seal-anchor.log'))
const run = promisify(execFile)
let attacker: pg.Client
let other: SealKey
/** Three facts in each batch; the numbers of the middle one, of all of the last, and of two not yet sealed. */
let [middle, last]: [number[], number[]] = [[], []]
let open: number[] = []
let batch = 0

/** One round of the worker, in a process that keeps its anchor in two places. */
async function sealElsewhere(): Promise<{ count?: number; stopped?: Finding[]; alarms?: Finding[] }> {
  const env = { ...process.env, ANCHORS: second }
  return JSON.parse((await run(process.execPath, ['tests/seal-process.ts'], { env })).stdout)
}

beforeAll(async () => {
  attacker = await openAttacker()
  other = await openSealKey({ file: join(foreign, 'seal.box'), keyFile: join(foreign, 'seal-box.key') })
  const batches: number[][] = []
  for (let at = 0; at < 4; at++) {
    batches.push(await recordFacts(attacker, 3))
    // The first joins both places; nothing may wait when the next is written.
    if (at === 0) await sealNow()
    await sealElsewhere()
  }
  ;[, , middle = [], last = []] = batches
  const { rows } = await attacker.query('select max(batch)::int as batch from platform.seal')
  batch = rows[0].batch
  open = await recordFacts(attacker, 2)
  await attacker.query(`create temp table kept_log as table platform.event_log;
    create temp table kept_seal as table platform.seal`)
  cpSync(keysFolder, join(kept, 'keys'), { recursive: true })
  cpSync(second, join(kept, 'second'), { recursive: true })
})
afterAll(async () => {
  await attacker.end()
})

async function putBack(): Promise<void> {
  await attacker.query(`delete from platform.event_log; delete from platform.seal;
    insert into platform.event_log overriding system value select * from kept_log;
    insert into platform.seal select * from kept_seal;
    select setval('platform.event_log_id_seq', (select max(id) from platform.event_log) + 10)`)
  for (const [folder, name] of [
    [keysFolder, 'keys'],
    [second, 'second'],
  ] as const) {
    rmSync(folder, { recursive: true })
    cpSync(join(kept, name), folder, { recursive: true })
  }
}

function editAnchors(edit: (lines: string[]) => string[], files = anchors): void {
  for (const file of files) {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    writeFileSync(
      file,
      edit(lines)
        .map((line) => `${line}\n`)
        .join(''),
    )
  }
}

/** All seals anew, each signed with another key. */
async function sealAnew(from: number): Promise<void> {
  const { rows } = await attacker.query<SealRow>(`
    select batch::int, last_tx::text as "lastTx", last_id::int as "lastId", row_count as "rowCount", rows, root, chain,
           signature, key_id as "keyId", sealed_at as "sealedAt" from platform.seal where batch >= ${from - 1} order by batch`)
  let previous = rows.shift()?.chain ?? Buffer.alloc(32)
  for (const seal of rows) {
    const firstId = decodeRowList(seal.rows)?.[0]?.id ?? 0
    const chain = chainOf(previous, seal.root, seal.rowCount, firstId, seal.lastId)
    const signature = other.sign(statementOf({ ...seal, chain, keyId: other.id }))
    await attacker.query(
      'update platform.seal set chain = $2, signature = $3, key_id = $4 where batch = $1',
      [seal.batch, chain, signature, other.id],
    )
    previous = chain
  }
}

const layPublicKey = () => writeFileSync(join(keysFolder, 'seal-public', `${other.id}.der`), other.publicKey)
const columns = 'name, subject_id, data, actor_kind, actor_id, agency_id, purpose, request_id, occurred_at'
const change = (set: string) => `update platform.event_log set ${set} where id = ${middle[1]}`
const inBatch = (at: number, kind: Finding['kind'], ...ids: (number | undefined)[]) =>
  ids.map((id = 0) => ({ kind, batch: at, id }))
const both = (finding: Finding) => ['keys', second].map((place) => ({ ...finding, place }))
const lineBefore = (count: number) =>
  readFileSync(anchors[0] ?? '', 'utf8')
    .trimEnd()
    .split('\n').length - count

interface Tampering {
  name: string
  /** SQL as superuser, or what else he does. */
  does: () => string | Promise<unknown> | undefined
  finds: () => Finding[]
  /** What the next round of the worker stops at; nothing where it seals on. */
  stops?: () => Finding[]
}

const tamperings: Tampering[] = [
  {
    name: 'the content of a row is changed',
    does: () => change(`data = '{"text":"khác"}'`),
    finds: () => inBatch(batch - 1, 'row_changed', middle[1]),
  },
  {
    name: 'the time of a row is changed',
    does: () => change(`occurred_at = occurred_at - interval '1 day'`),
    finds: () => inBatch(batch - 1, 'row_changed', middle[1]),
  },
  {
    name: 'the subject of a row is changed',
    does: () => change('subject_id = gen_random_uuid()'),
    finds: () => inBatch(batch - 1, 'row_changed', middle[1]),
  },
  {
    name: 'who did it is changed',
    does: () => change(`actor_kind = 'officer', actor_id = gen_random_uuid()`),
    finds: () => inBatch(batch - 1, 'row_changed', middle[1]),
  },
  {
    name: 'the nonce of a row is taken away',
    does: () => change('nonce = null'),
    finds: () => inBatch(batch - 1, 'row_changed', middle[1]),
  },
  {
    name: 'a row no seal covers yet is changed',
    does: () => `update platform.event_log set agency_id = 'khác' where id = ${open[0]}`,
    finds: () => [{ kind: 'row_unmarked', id: open[0] ?? 0 }],
  },
  {
    name: 'a row is deleted',
    does: () => `delete from platform.event_log where id = ${middle[1]}`,
    finds: () => inBatch(batch - 1, 'row_removed', middle[1]),
  },
  {
    name: 'all rows of a batch are deleted',
    does: () => `delete from platform.event_log where id = any ('{${middle}}')`,
    finds: () => inBatch(batch - 1, 'row_removed', ...middle),
  },
  {
    name: 'the end of the log is cut off',
    does: () => `delete from platform.event_log where id = any ('{${last}}')`,
    finds: () => inBatch(batch, 'row_removed', ...last),
    stops: () => [{ kind: 'batch_differs', batch }],
  },
  {
    name: 'the end of the log is cut off with its seal',
    does: () =>
      `delete from platform.event_log where id = any ('{${last}}'); delete from platform.seal where batch = ${batch}`,
    finds: () => [{ kind: 'seal_removed', batch }],
    stops: () => [{ kind: 'seal_removed', batch }],
  },
  {
    name: 'a batch in the middle is deleted with its seal',
    does: () =>
      `delete from platform.event_log where id = any ('{${middle}}'); delete from platform.seal where batch = ${batch - 1}`,
    finds: () => [{ kind: 'seal_removed', batch: batch - 1 }],
    stops: () => [{ kind: 'seal_removed', batch: batch - 1 }],
  },
  {
    name: 'a batch and every seal from it on are deleted',
    does: () =>
      `delete from platform.event_log where id = any ('{${middle}}'); delete from platform.seal where batch >= ${batch - 1}`,
    finds: () => [{ kind: 'seal_removed', batch: batch - 1, upTo: batch }],
    stops: () => [{ kind: 'seal_removed', batch: batch - 1, upTo: batch }],
  },
  {
    name: 'all rows of a subject and all seals are deleted, and the worker goes on',
    async does() {
      await attacker.query(`
        delete from platform.event_log
         where subject_id = (select subject_id from platform.event_log where id = ${middle[1]});
        delete from platform.seal`)
      for (let round = 0; round < 3; round++) await sealElsewhere()
      const { rows } = await attacker.query('select count(*)::int as seals from platform.seal')
      expect(rows).toEqual([{ seals: 0 }])
    },
    finds: () => [{ kind: 'seal_removed', batch: 1, upTo: batch }],
    stops: () => [{ kind: 'seal_removed', batch: 1, upTo: batch }],
  },
  {
    name: 'the log and the seals are emptied and counted anew',
    does: () => 'truncate platform.event_log restart identity; truncate platform.seal',
    finds: () => [{ kind: 'seal_removed', batch: 1, upTo: batch }],
    stops: () => [{ kind: 'seal_removed', batch: 1, upTo: batch }],
  },
  {
    name: 'two rows change places',
    does: () => `create temp table swapped as select * from platform.event_log where id in (${middle[0]}, ${middle[1]});
      delete from platform.event_log where id in (${middle[0]}, ${middle[1]});
      insert into platform.event_log (id, tx_id, ${columns}, nonce, mark) overriding system value
      select ${middle[0]} + ${middle[1]} - id, tx_id, ${columns}, nonce, mark from swapped`,
    finds: () => inBatch(batch - 1, 'row_changed', middle[0], middle[1]),
  },
  {
    name: 'a row is moved to another batch',
    does: () => `update platform.event_log set tx_id = '1' where id = ${middle[1]}`,
    finds: () => inBatch(batch - 1, 'row_moved', middle[1]),
  },
  {
    name: 'a row is moved behind every transaction, where it is never sealed',
    does: () => `update platform.event_log set tx_id = '9000000000000000000' where id = ${open[1]}`,
    finds: () => [{ kind: 'row_moved', id: open[1] ?? 0 }],
  },
  {
    name: 'a row no seal covers is moved among sealed ones',
    does: () => `update platform.event_log set tx_id = (select tx_id from platform.event_log where id = ${middle[0]})
      where id = ${open[1]}`,
    finds: () => inBatch(batch, 'row_inserted', open[1]),
    stops: () => [{ kind: 'batch_differs', batch }],
  },
  {
    name: 'a row is inserted at the end',
    does: () => `insert into platform.event_log (id, ${columns}, nonce, mark) overriding system value
      select ${open[1]} + 5, ${columns}, decode('0102030405060708', 'hex'), sha256(mark) from platform.event_log where id = ${middle[1]}`,
    finds: () => [{ kind: 'row_unmarked', id: (open[1] ?? 0) + 5 }],
  },
  {
    name: 'a row is inserted among sealed ones',
    does: () => `insert into platform.event_log (id, tx_id, ${columns}, nonce, mark) overriding system value
      select ${open[1]} + 5, tx_id, ${columns}, nonce, sha256(mark) from platform.event_log where id = ${middle[1]};
      update platform.event_log set tx_id = (select tx_id::text::bigint - 1 from platform.event_log where id = ${middle[0]})::text::xid8
       where id = ${open[1]} + 5`,
    finds: () => inBatch(batch - 1, 'row_inserted', (open[1] ?? 0) + 5),
  },
  {
    name: 'a row is inserted under the mark of another',
    does: () => `insert into platform.event_log (id, ${columns}, nonce, mark) overriding system value
      select ${open[1]} + 5, name, gen_random_uuid(), data, actor_kind, actor_id, agency_id, purpose, request_id, occurred_at,
             nonce, mark from platform.event_log where id = ${middle[1]}`,
    finds: () => [{ kind: 'row_unmarked', id: (open[1] ?? 0) + 5 }],
  },
  {
    name: 'a genuine row is played again',
    does: () => `insert into platform.event_log (id, ${columns}, nonce, mark) overriding system value
      select ${open[1]} + 5, ${columns}, nonce, mark from platform.event_log where id = ${middle[1]}`,
    finds: () => [{ kind: 'row_copied', id: (open[1] ?? 0) + 5 }],
  },
  {
    name: 'a genuine row is played again and the program seals it unsuspecting',
    async does() {
      await attacker.query(`insert into platform.event_log (id, ${columns}, nonce, mark) overriding system value
        select ${open[1]} + 5, ${columns}, nonce, mark from platform.event_log where id = ${middle[1]}`)
      expect(await sealElsewhere()).toMatchObject({ count: 3 })
    },
    finds: () => [{ kind: 'row_copied', id: (open[1] ?? 0) + 5 }],
  },
  {
    name: 'the list of rows in a seal is changed',
    does: () =>
      `update platform.seal set rows = set_byte(rows, 2, get_byte(rows, 2) # 1) where batch = ${batch - 1}`,
    finds: () => [{ kind: 'seal_changed', batch: batch - 1 }],
  },
  {
    name: 'the time of the newest seal is changed',
    does: () => `update platform.seal set sealed_at = sealed_at - interval '1 day' where batch = ${batch}`,
    finds: () => [{ kind: 'seal_changed', batch }],
    stops: () => [{ kind: 'seal_changed', batch }],
  },
  {
    name: 'two seals change places',
    does: () => `update platform.seal set batch = 0 where batch = ${batch};
      update platform.seal set batch = ${batch} where batch = ${batch - 1};
      update platform.seal set batch = ${batch - 1} where batch = 0`,
    finds: () => [
      { kind: 'seal_changed', batch: batch - 1 },
      { kind: 'seal_changed', batch },
    ],
    stops: () => [{ kind: 'seal_changed', batch }],
  },
  {
    name: 'the key of a seal is named another',
    does: () => `update platform.seal set key_id = '${other.id}' where batch = ${batch}`,
    finds: () => [{ kind: 'seal_changed', batch }],
    stops: () => [{ kind: 'seal_changed', batch }],
  },
  {
    name: 'the newest seals are signed anew with another key that is laid beside ours',
    async does() {
      layPublicKey()
      await attacker.query(change(`purpose = 'khác'`))
      await sealAnew(batch - 1)
    },
    finds: () => [
      { kind: 'seal_changed', batch: batch - 1 },
      { kind: 'seal_changed', batch },
      { kind: 'row_unmarked', id: middle[1] ?? 0 },
    ],
    stops: () => [{ kind: 'seal_changed', batch }],
  },
  {
    name: 'the key that signs seals is exchanged',
    async does() {
      for (const file of ['seal.box', 'seal-box.key']) cpSync(join(foreign, file), join(keysFolder, file))
    },
    finds: () => [{ kind: 'key_changed', key: expect.any(String) }],
    stops: () => [{ kind: 'key_changed', key: expect.any(String) }],
  },
  {
    name: 'the key of the marks is exchanged',
    does: async () => writeFileSync(join(keysFolder, 'event.key'), randomBytes(32)),
    finds: () => [{ kind: 'key_changed', key: 'event' }],
  },
  {
    name: 'the anchor is rolled back',
    does: async () => editAnchors((lines) => lines.slice(0, -4)),
    finds: () => [{ kind: 'anchor_rolled_back', batch: batch - 1, upTo: batch }],
    stops: () => [{ kind: 'anchor_rolled_back', batch: batch - 1, upTo: batch }],
  },
  {
    name: 'the database is an older copy than the anchor',
    does: () =>
      `delete from platform.event_log where id >= ${middle[0]}; delete from platform.seal where batch >= ${batch - 1}`,
    finds: () => [{ kind: 'seal_removed', batch: batch - 1, upTo: batch }],
    stops: () => [{ kind: 'seal_removed', batch: batch - 1, upTo: batch }],
  },
  {
    name: 'the anchor is deleted everywhere',
    does: async () => {
      for (const file of anchors) rmSync(file)
    },
    finds: () => [{ kind: 'anchor_missing' }],
    stops: () => [{ kind: 'anchor_missing' }],
  },
  {
    name: 'the anchor is emptied',
    does: async () => editAnchors(() => []),
    finds: () => [{ kind: 'anchor_missing' }],
    stops: () => [{ kind: 'anchor_missing' }],
  },
  {
    name: 'the anchor is deleted with all seals, as if it were a new installation',
    async does() {
      for (const file of anchors) rmSync(file)
      await attacker.query('truncate platform.seal; truncate platform.event_log restart identity')
    },
    finds: () => [{ kind: 'anchor_missing' }],
    stops: () => [{ kind: 'anchor_missing' }],
  },
  {
    name: 'a line of the anchor is edited',
    does: async () =>
      editAnchors((lines) =>
        lines.map((line, at) => (at === 2 ? line.replace('"batch":', '"batch":9') : line)),
      ),
    finds: () => both({ kind: 'anchor_changed', line: 3 }),
    stops: () => [{ kind: 'anchor_changed', line: 3, place: 'keys' }],
  },
  {
    name: 'the last line of the anchor is edited',
    does: async () =>
      editAnchors((lines) => [...lines.slice(0, -1), (lines.at(-1) ?? '').replace('"at":', '"at":1')]),
    finds: () => both({ kind: 'anchor_changed', line: lineBefore(0) }),
    stops: () => both({ kind: 'anchor_changed', line: lineBefore(0) }),
  },
  {
    name: 'a line of the anchor is taken out',
    does: async () => editAnchors((lines) => lines.filter((_, at) => at !== 2)),
    finds: () => both({ kind: 'anchor_changed', line: 3 }),
    stops: () => [{ kind: 'anchor_changed', line: 3, place: 'keys' }],
  },
  {
    name: 'the anchor is truncated in the middle of a line',
    does: async () => {
      for (const file of anchors) writeFileSync(file, readFileSync(file).subarray(0, -3_000))
    },
    finds: () => [expect.objectContaining({ kind: 'anchor_rolled_back' })],
    stops: () => [expect.objectContaining({ kind: 'anchor_rolled_back' })],
  },
  {
    name: 'the anchor is forged with another key',
    async does() {
      await attacker.query('delete from platform.seal')
      const point = { batch: 0, chain: '0'.repeat(64), keys: [other.id], places: ['keys'] }
      editAnchors(() => [writeAnchorLine(other, undefined, { kind: 'opened', ...point })])
    },
    finds: () => both({ kind: 'anchor_forged', key: other.id }),
    stops: () => both({ kind: 'anchor_forged', key: other.id }),
  },
  {
    name: 'the anchor is forged with another key that is laid beside ours',
    async does() {
      layPublicKey()
      await attacker.query('delete from platform.seal')
      const point = { batch: 0, chain: '0'.repeat(64), keys: [other.id], places: ['keys', second] }
      const line = writeAnchorLine(other, undefined, { kind: 'opened', ...point })
      editAnchors(() => [line])
    },
    finds: () => [{ kind: 'key_changed', key: other.id }],
    stops: () => [{ kind: 'key_changed', key: other.id }],
  },
  {
    name: 'the anchor is edited in one place of two',
    does: async () =>
      editAnchors(
        (lines) => [...lines.slice(0, -1), (lines.at(-1) ?? '').replace('"at":', '"at":1')],
        anchors.slice(1),
      ),
    finds: () => [{ kind: 'anchor_changed', line: lineBefore(0), place: second }],
    stops: () => [{ kind: 'anchor_changed', line: lineBefore(0), place: second }],
  },
  {
    name: 'the anchor in one place of two is another genuine one',
    async does() {
      const point = { batch: 0, chain: '0'.repeat(64), keys: [other.id], places: ['keys', second] }
      layPublicKey()
      editAnchors(() => [writeAnchorLine(other, undefined, { kind: 'opened', ...point })], anchors.slice(1))
    },
    finds: () => [{ kind: 'anchor_differs', place: second }],
    stops: () => [{ kind: 'anchor_differs', place: second }],
  },
  {
    name: 'the anchor is rolled back in one place of two',
    does: async () => editAnchors((lines) => lines.slice(0, -4), anchors.slice(1)),
    finds: () => [{ kind: 'place_behind', place: second, line: lineBefore(4) }],
  },
  {
    name: 'the anchor is deleted in one place of two',
    does: async () => rmSync(anchors[1] ?? ''),
    finds: () => [{ kind: 'place_missing', place: second }],
  },
  {
    name: 'the counter of the log is set back',
    does: () => `select setval('platform.event_log_id_seq', 1)`,
    finds: () => [{ kind: 'sequence_reset', id: open[1] ?? 0 }],
  },
]

describe('found by name', () => {
  test('nothing, while nobody has done anything', async () => {
    await putBack()
    expect((await verifyNow([second])).findings).toEqual([])
    expect(await sealElsewhere()).toEqual({ count: 2, alarms: [] })
    expect((await verifyNow([second])).findings).toEqual([])
  })

  test.each(tamperings)('$name', async ({ does, finds, stops }) => {
    await putBack()
    const done = does()
    if (typeof done === 'string') await attacker.query(done)
    else await done
    const { findings } = await verifyNow([second])
    expect(findings).toHaveLength(finds().length)
    expect(findings).toEqual(expect.arrayContaining(finds()))

    const { rows: before } = await attacker.query('select count(*)::int as seals from platform.seal')
    const outcome = await sealElsewhere()
    const { rows: after } = await attacker.query('select count(*)::int as seals from platform.seal')
    expect(outcome.stopped ?? []).toEqual(stops?.() ?? [])
    if (stops) expect(after).toEqual(before)
  })
})
