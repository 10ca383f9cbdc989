/** Where money comes in, by those who administer it: two pairs of eyes for an account, two keys for a gateway, and nobody sees a key twice. */
import { randomInt, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { keysFolder } from '#server/platform/keys.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { addKey, gatewayKeys } from '../gateways/gateway-keys.ts'
import {
  addGatewayKey,
  changeGateway,
  endAccount,
  enterAccount,
  findHolder,
  getGatewayFor,
  listAccountsFor,
  openGateway,
  retireGatewayKey,
  verifyAccount,
  viewChannelHealth,
} from '../index.ts'

const agencyId = 'ubnd-phuong-thuan-hoa'
const fresh = { confirmedAt: new Date() }
const one = anOfficer({ roles: ['administrator'], ...fresh })
const other = anOfficer({ roles: ['administrator'], ...fresh })
const finance = anOfficer({ agencyId, roles: ['finance'], ...fresh })
const elsewhere = anOfficer({ agencyId: 'ubnd-xa-a-luoi-2', roles: ['finance'], ...fresh })
const clerk = anOfficer({ agencyId, roles: ['one_stop'], ...fresh })

beforeAll(loadProvinceAgencies)

const code = (refused: Promise<unknown>) =>
  refused.then(
    () => 'done',
    (error) => error.code,
  )
const list = (officer: Officer) => perform(officer, (work) => listAccountsFor(work, officer))

async function anAccount(officer = one) {
  const number = String(randomInt(1e11, 9e11))
  const account = {
    agencyId,
    fee: null,
    bin: '970436',
    number,
    holder: 'Ủy ban nhân dân phường',
    validFrom: '2026-01-01',
  }
  await perform(officer, (work) => enterAccount(work, officer, account))
  const entered = (await list(one)).find((known) => known.number === number)
  return { id: entered?.id ?? '', number, account }
}

test('an account is shown once another person has typed its number anew, and is ended, never edited', async () => {
  const { id, number, account } = await anAccount()
  const verify = (officer: Officer, typed: string) =>
    code(perform(officer, (work) => verifyAccount(work, officer, { id, number: typed })))
  const holder = () => perform(clerk, (work) => findHolder(work, account.bin, number))
  const state = async () => (await list(other)).find((known) => known.id === id)?.state
  expect(await code(perform(one, (work) => enterAccount(work, one, account)))).toBe('payments.account_in_use')
  expect([await holder(), await state()]).toEqual([undefined, 'waiting'])
  expect(await verify(one, number)).toBe('payments.not_your_eyes')
  expect(await verify(elsewhere, number)).toBe('payments.account_not_found')
  expect(await verify(clerk, number)).toBe('identity.role_needed')
  expect(await verify({ ...finance, confirmedAt: new Date(0) }, number)).toBe('identity.confirmation_needed')
  expect(await verify(finance, `${number}0`)).toBe('payments.number_differs')
  expect(await holder()).toBeUndefined()
  expect(await verify(finance, `${number.slice(0, 4)} ${number.slice(4)}`)).toBe('done')
  expect([await holder(), await state()]).toEqual(['UY BAN NHAN DAN PHUONG', 'used'])
  expect((await list(elsewhere)).some((known) => known.id === id)).toBe(false)
  await perform(one, (work) => endAccount(work, one, { id, day: '2026-01-02' }))
  expect(await state()).toBe('ended')
  // Money that comes late is still theirs.
  expect(await holder()).toBe('UY BAN NHAN DAN PHUONG')
})

test('two administrators who verify at once are one verification', async () => {
  const { id, number } = await anAccount()
  const third = anOfficer({ roles: ['administrator'], ...fresh })
  const verified = [other, third].map((officer) =>
    code(perform(officer, (work) => verifyAccount(work, officer, { id, number }))),
  )
  expect(await Promise.all(verified)).toEqual(['done', 'done'])
  expect((await list(one)).find((known) => known.id === id)?.verifiedBy).toBeOneOf([other.id, third.id])
})

test('a gateway has two keys at most, shown when they are made and in no log, event or row', async () => {
  const id = `cong-${randomUUID().slice(0, 8)}`
  const gateway = {
    id,
    kind: 'wallet' as const,
    name: 'Ví',
    baseUrl: 'https://vi.example',
    merchant: 'HUE',
    accountId: null,
  }
  const { id: _, kind: __, ...facts } = gateway
  const changed = { ...facts, isActive: true }
  const as = <T>(task: Parameters<typeof perform<T>>[1]) => perform(one, task)
  await as((work) => openGateway(work, one, gateway))
  expect(await code(as((work) => openGateway(work, one, gateway)))).toBe('payments.gateway_taken')
  expect(await as((work) => getGatewayFor(work, one, id))).toMatchObject({ isActive: false, keys: [] })
  await as((work) => changeGateway(work, one, id, changed))
  const first = await as((work) => addGatewayKey(work, one, id))
  const second = await as((work) => addGatewayKey(work, one, id, 'khóa-bên-kia-giao-cho'))
  expect(await code(as((work) => addGatewayKey(work, one, id)))).toBe('payments.two_keys_already')
  // What one gateway signs is never another's; and the counter is none.
  const other = { ...gateway, id: `${id}-b` }
  await as((work) => openGateway(work, one, other))
  expect(await code(as((work) => addGatewayKey(work, one, other.id, first.secret)))).toBe(
    'payments.key_of_another',
  )
  for (const none of ['cash', 'statement'])
    expect(await code(as((work) => openGateway(work, one, { ...gateway, id: none })))).toBe(
      'payments.gateway_taken',
    )
  expect(gatewayKeys(id).map(String)).toEqual([first.secret, second.secret])
  const seen = await as((work) => getGatewayFor(work, one, id))
  expect(seen.keys.map(({ mark }) => mark)).toEqual([first.mark, second.mark])
  const { rows } = await perform(system, async ({ tx }) => ({
    rows: await tx.selectFrom('platform.eventLog').selectAll().execute(),
  }))
  for (const secret of [first.secret, second.secret]) {
    expect(JSON.stringify([seen, rows])).not.toContain(secret)
  }
  await as((work) => retireGatewayKey(work, one, id, first.mark))
  expect(gatewayKeys(id).map(String)).toEqual([second.secret])
  expect(readFileSync(join(keysFolder, `gateway-${id}.keys`), 'utf8')).not.toContain(first.secret)
  expect(await code(as((work) => retireGatewayKey(work, one, id, first.mark)))).toBe('payments.key_not_known')
  for (const officer of [clerk, finance]) {
    expect(await code(perform(officer, (work) => addGatewayKey(work, officer, id)))).toBe(
      'identity.role_needed',
    )
  }
  const stale = { ...one, confirmedAt: new Date(0) }
  expect(await code(perform(stale, (work) => addGatewayKey(work, stale, id)))).toBe(
    'identity.confirmation_needed',
  )
  expect(() => addKey(id, new Date())).not.toThrow()
})

test('how channels are is for administrators, in figures', async () => {
  const { channels } = await perform(one, (work) => viewChannelHealth(work, one))
  expect(channels.every(({ unanswered, waiting }) => unanswered === 0 && waiting === 0)).toBe(true)
  expect(await code(perform(finance, (work) => viewChannelHealth(work, finance)))).toBe(
    'identity.role_needed',
  )
})
