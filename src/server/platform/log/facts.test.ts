import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import * as dossierFacts from '#server/modules/dossiers/events.ts'
import { system } from '../actor.ts'
import { type AnyEventType, defineEvent, registerFacts } from '../events.ts'
import { newId } from '../id.ts'
import { perform, type Work } from '../work.ts'
import { FeedEvent, on, takeFacts } from './on.ts'

const {
  dossierNews,
  paperNews,
  dossierSubmitted,
  dossierForwarded,
  dossierOpened,
  slipIssued,
  askedAnswered,
  checksMarked,
  ...others
} = dossierFacts
const place = { agencyId: 'a', serviceCode: '1.001193', unitCode: null }
const record = (event: ReturnType<AnyEventType>) => perform(system, (work) => work.record(event))
const written = async (subjectId: string) => {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ data: unknown }>`select data from platform.event_log where subject_id = ${subjectId}::uuid`.execute(
      tx,
    ),
  )
  return rows.map(({ data }) => data)
}

test('a fact nobody registered is not written, and nothing of its work stays', async () => {
  const unknown = defineEvent('test.nobody_knows', z.object({}))
  const namesake = defineEvent('dossiers.submitted', z.looseObject({}))
  const [kept, first, second] = [newId(), newId(), newId()]
  await expect(
    perform(system, async (work) => {
      await work.record(dossierOpened(kept, place))
      await work.record(unknown(first, {}))
    }),
  ).rejects.toThrow('test.nobody_knows')
  await expect(record(namesake(second, place))).rejects.toThrow('dossiers.submitted')
  expect([await written(kept), await written(first), await written(second)]).toEqual([[], [], []])
  expect(() => registerFacts({ namesake })).toThrow('two facts are named dossiers.submitted')
})

test('what nobody waits for ends the work with its own failure, and nothing of it stays', async () => {
  const [id, other] = [newId(), newId()]
  const fails = async (task: (work: Work) => unknown) =>
    perform(system, async (work) => {
      await work.record(dossierOpened(id, place))
      work.alongside(sql`select 1 / 0`.execute(work.tx))
      await task(work)
    })
  await expect(fails(() => {})).rejects.toThrow('division by zero')
  // Whoever asks on hears of a transaction that is aborted; told is why.
  await expect(fails(({ tx }) => sql`select 1`.execute(tx))).rejects.toThrow('division by zero')
  const asked = perform(system, async (work) => {
    const awaited = sql`select sqrt(-1)`.execute(work.tx)
    work.alongside(sql`select 1`.execute(work.tx))
    await awaited
  })
  await expect(asked).rejects.toThrow('negative number')
  await perform(system, async (work) => {
    await work.record(dossierOpened(other, place))
    work.alongside(sql`select 1`.execute(work.tx))
  })
  expect([await written(id), await written(other)]).toEqual([[], [place]])
})

test('what does not fit its fact is refused without its words, what a fact does not know is not written', async () => {
  const id = newId()
  const wrong = { ...place, code: 'Nguyễn Văn Minh', channel: 7 } as never
  const refused = await record(dossierSubmitted(id, wrong)).catch((error: Error) => error.message)
  expect(refused).toContain('dossiers.submitted cannot be recorded: channel')
  expect(refused).not.toContain('Minh')
  expect(await written(id)).toEqual([])

  const more = { ...place, code: 'T-1', channel: 'online', applicant: 'Nguyễn Văn Minh' }
  await record(dossierSubmitted(id, more))
  expect(await written(id)).toEqual([{ ...place, code: 'T-1', channel: 'online' }])
})

test('a follower gets the data of the facts it names, whatever else stands in the log', () => {
  const row = (type: AnyEventType, data: object) =>
    new FeedEvent({
      tx: '1',
      id: 1,
      name: type.eventName,
      subjectId: randomUUID(),
      data,
      occurredAt: new Date(),
    })
  const events = [
    row(dossierForwarded, { ...place, seq: 3, toAgencyId: 'b' }),
    row(dossierOpened, place),
    // Somebody wrote it behind the program's back.
    row(dossierForwarded, { toAgencyId: 7 }),
    row(dossierSubmitted, { ...place, code: 'T-1', channel: 'online' }),
  ]
  const followed = takeFacts(events, [
    on(dossierForwarded, ({ data }) => data.toAgencyId),
    on(dossierSubmitted, ({ data }) => data.code),
  ])
  expect(followed).toEqual(['b', 'T-1'])
  expect(Object.keys(events[0] ?? {})).not.toContain('name')
})

test('news of a dossier is every fact about it but that it was opened and what goes with another', () => {
  const all = [dossierSubmitted, dossierForwarded, ...Object.values(others)]
  const news: readonly AnyEventType[] = [...dossierNews, ...paperNews]
  expect(new Set(news)).toEqual(new Set<AnyEventType>(all))
  for (const apart of [slipIssued, askedAnswered, checksMarked]) expect(news).not.toContain(apart)
})

test('the program registers every file of facts there is, as the tests do', () => {
  const registered = readFileSync('src/server/facts.ts', 'utf8')
  const files = globSync('src/server/**/events.ts').filter(
    (file) => !/platform\/(log\/)?events\.ts$/.test(file),
  )
  expect(files.length).toBeGreaterThan(15)
  const missing = files.filter(
    (file) => !registered.includes(`from '${file.replace('src/server', '#server')}'`),
  )
  expect(missing).toEqual([])
  const [, ...lines] = registered.split('registerFacts(')
  for (const [, name = ''] of registered.matchAll(/^import \* as (\w+) from '#server\/.*\/events\.ts'/gm))
    expect(lines.some((line) => new RegExp(`\\b${name}\\b`).test(line.slice(0, line.indexOf(')'))))).toBe(
      true,
    )
})

test('nothing of the program names a fact in a string', async () => {
  const files = globSync('src/server/**/events.ts').filter((file) => !file.endsWith('log/events.ts'))
  const rooms = await Promise.all(files.map((file) => import(`${process.cwd()}/${file}`)))
  const names = rooms.flatMap((room) =>
    Object.values<AnyEventType>(room).flatMap(({ eventName }) => (eventName ? [eventName] : [])),
  )
  expect(names.length).toBeGreaterThan(50)
  // A refusal may be named like a fact: the account is locked, the account was locked.
  const refusals = globSync('src/server/**/refusals.ts').map((file) => readFileSync(file, 'utf8'))
  const sources = globSync(['src/**/*.{ts,svelte}', 'tools/**/*.ts']).filter(
    (file) => !files.includes(file) && !/\.test\.ts$|shared\/messages\//.test(file),
  )
  const found = sources.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return names
      .filter((name) => !refusals.some((own) => own.includes(`defineRefusal('${name}'`)))
      .filter((name) => ["'", '"', '`'].some((quote) => text.includes(quote + name + quote)))
      .map((name) => `${file}: ${name}`)
  })
  expect(found).toEqual([])
})
