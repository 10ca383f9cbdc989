import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { anonymous, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { monday } from './fixtures.ts'
import { dropParkedInput, parkedMs, parkInput, takeParkedInput } from './park-input.ts'

const path = '/nop/1.001193/2'
const fields: [string, string][] = [
  ['answers.child.fullName', 'Nguyễn Hoàng Thảo Vy'],
  ['answers.child.bornOn.day', '31'],
]

const park = () => perform(anonymous, (work) => parkInput(work, { path, fields }), { now: monday })
const take = (token: string, at = path, now = monday) =>
  perform(anonymous, (work) => takeParkedInput(work, token, at), { now })

test('what was typed is given back to the browser that holds the key, as often as it reloads', async () => {
  const token = await park()
  expect(await take(token)).toEqual({ path, fields })
  expect(await take(token)).toEqual({ path, fields })
})

test('no other key, no other page and no later hour opens it', async () => {
  const token = await park()
  expect(await take(await park())).toEqual({ path, fields })
  expect(await take('x'.repeat(43))).toBeUndefined()
  expect(await take('')).toBeUndefined()
  expect(await take(token, '/nop/1.001193/3')).toBeUndefined()
  expect(await take(token, path, new Date(monday.getTime() + parkedMs + 1))).toBeUndefined()
})

test('the database holds neither the words nor the key', async () => {
  const token = await park()
  const { rows } = await perform(system, ({ tx }) =>
    sql<{
      row: string
    }>`select encode(fields, 'escape') || encode(token_hash, 'escape') as row from dossiers.parked_input`.execute(
      tx,
    ),
  )
  const all = rows.map(({ row }) => row).join('\n')
  expect(all).not.toContain('answers.child')
  expect(all).not.toContain(token)
})

test('once kept where it belongs, it is gone', async () => {
  const token = await park()
  await perform(anonymous, (work) => dropParkedInput(work, token))
  expect(await take(token)).toBeUndefined()
})

test('more than a person types is refused', async () => {
  const long: [string, string][] = [['answers.note', 'x'.repeat(200_000)]]
  await expect(perform(anonymous, (work) => parkInput(work, { path, fields: long }))).rejects.toMatchObject({
    code: 'dossiers.input_too_large',
  })
})
