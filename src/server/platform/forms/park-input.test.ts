import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { system } from '../actor.ts'
import { perform } from '../work.ts'
import {
  discardExpiredInput,
  dropParkedInput,
  listParkedPaths,
  parkInput,
  takeParkedInput,
} from './park-input.ts'

const monday = new Date('2026-11-23T09:00:00+07:00')
const path = '/nop/1.001193/2'
const fields: [string, string][] = [
  ['answers.child.fullName', 'Nguyễn Hoàng Thảo Vy'],
  ['answers.child.bornOn.day', '31'],
]
const later = (hours: number) => new Date(monday.getTime() + hours * 3_600_000)

async function park(accountId = randomUUID()): Promise<string> {
  await parkInput(accountId, { path, fields }, monday)
  return accountId
}

test('what was typed is given back to whoever typed it, as often as they reload', async () => {
  const accountId = await park()
  expect(await takeParkedInput(accountId, path, monday)).toEqual({ path, fields })
  expect(await takeParkedInput(accountId, path, later(23))).toEqual({ path, fields })
  expect(await listParkedPaths(accountId, monday)).toEqual([path])
})

test('nobody else, no other page and no later day opens it', async () => {
  const accountId = await park()
  expect(await takeParkedInput(randomUUID(), path, monday)).toBeUndefined()
  expect(await takeParkedInput(accountId, '/nop/1.001193/3', monday)).toBeUndefined()
  expect(await takeParkedInput(accountId, path, later(25))).toBeUndefined()
  expect(await listParkedPaths(accountId, later(25))).toEqual([])
})

test('the database holds no word of it, and a row moved to another account does not open', async () => {
  const accountId = await park()
  const other = randomUUID()
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ text: string }>`select encode(fields, 'escape') as text from platform.parked_input`.execute(tx),
  )
  expect(rows.map(({ text }) => text).join('\n')).not.toContain('answers.child')
  await perform(system, ({ tx }) =>
    sql`update platform.parked_input set account_id = ${other} where account_id = ${accountId}`.execute(tx),
  )
  expect(await takeParkedInput(other, path, monday)).toBeUndefined()
})

test('typed again it takes the place of what waited; once kept where it belongs it is gone', async () => {
  const accountId = await park()
  await parkInput(accountId, { path, fields: [['answers.note', 'mới']] }, monday)
  expect((await takeParkedInput(accountId, path, monday))?.fields).toEqual([['answers.note', 'mới']])
  await dropParkedInput(accountId, path)
  expect(await takeParkedInput(accountId, path, monday)).toBeUndefined()
})

test('twenty pages of one account wait, no more, and a day long', async () => {
  const accountId = randomUUID()
  for (let page = 0; page < 23; page++) {
    await parkInput(accountId, { path: `/mot-cua/${page}`, fields }, later(page / 100))
  }
  const kept = await listParkedPaths(accountId, monday)
  expect(kept).toHaveLength(20)
  expect(kept[0]).toBe('/mot-cua/22')
  await discardExpiredInput(later(48))
  expect(await listParkedPaths(accountId, monday)).toEqual([])
})

test('more than a person types is refused', async () => {
  const long: [string, string][] = [['answers.note', 'x'.repeat(200_000)]]
  await expect(parkInput(randomUUID(), { path, fields: long })).rejects.toMatchObject({
    code: 'dossiers.input_too_large',
  })
})
