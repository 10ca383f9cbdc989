import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopReadingMails } from '#server/crafts/mail/read-mail.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { mailboxesCondition } from '../../health/document-conditions.ts'
import { refuseArrival } from '../refuse-arrival.ts'
import { listArrivals } from '../view-arrival.ts'
import { endAsking, listAskedMails } from './again-queries.ts'
import { askForMailAgain, lastAskingOf } from './ask-again.ts'
import { confirmMailbox } from './confirm-mailbox.ts'
import { usualFetch } from './fetch-mails.ts'
import { aMail, type Dovecot, hasDovecot, password, startDovecot, startLine } from './fixtures.ts'
import { findMailbox } from './mailbox-queries.ts'
import { readMailbox } from './read-mailboxes.ts'
import { setMailbox } from './set-mailbox.ts'
import { takeMail } from './take-mail.ts'

const limits = { ...usualFetch, time: 90_000, silence: 60_000 }
const administrator = anOfficer({ roles: ['administrator'], scope: 'province' })

async function aMailboxAt(port: number): Promise<Officer> {
  const clerk = anOfficer({ roles: ['clerk'] })
  const place = { host: '127.0.0.1', port, secure: false, login: clerk.id, password, folder: 'INBOX' }
  await perform(clerk, (work) => setMailbox(work, clerk, { ...place, trustedHost: '', active: true }))
  const confirmed = { agencyId: clerk.agencyId, host: place.host, port, isConfirmed: 'yes' as const }
  await perform(administrator, (work) => confirmMailbox(work, administrator, confirmed))
  return clerk
}

async function mailboxOf({ agencyId }: Officer) {
  const found = await perform(system, ({ tx }) => findMailbox(tx, agencyId))
  if (!found) throw new Error('no mailbox')
  return found
}
const look = async (clerk: Officer) => readMailbox(await mailboxOf(clerk), limits)
const waiting = (clerk: Officer) => perform(clerk, (work) => listArrivals(work, clerk, { limit: 50 }))
const ask = (clerk: Officer, id: string, now = new Date()) =>
  perform(clerk, (work) => askForMailAgain(work, clerk, id), { now })
const said = async (clerk: Officer) => {
  const [one] = await waiting(clerk)
  return one && (await perform(clerk, (work) => lastAskingOf(work, one)))?.outcome
}
const factsOf = async (id: string) => {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ name: string }>`
      select name from platform.event_log where subject_id = ${id} and name like 'documents.mail_%' order by id`.execute(
      tx,
    ),
  )
  return rows.map(({ name }) => name)
}

/** One that broke off as often as it is tried, as it lies before its clerk. */
async function aMailNotFetched(clerk: Officer): Promise<string> {
  const mail = { uid: 1, uidValidity: 7, size: 900, from: '<a@snv.vn>', subject: 'Mãi đứt', at: new Date() }
  await takeMail(await mailboxOf(clerk), { ...mail, messageId: `<${clerk.id}@x>`, raw: 'not_fetched' })
  return (await waiting(clerk))[0]?.id ?? ''
}

afterAll(stopReadingMails)

describe.skipIf(!hasDovecot)('a mail that broke off each time', () => {
  let server: Dovecot
  beforeAll(async () => {
    server = await startDovecot()
  })
  afterAll(() => server.stop())

  test('is fetched again when its clerk asks, once for each asking, and is the same arrival with its files', {
    timeout: 120_000,
  }, async () => {
    const line = await startLine(server.port)
    const clerk = await aMailboxAt(line.port)
    const file = { name: 'phim.pdf', type: 'application/pdf', content: Buffer.alloc(1 << 20, 67) }
    server.deliver(clerk.id, aMail([file], { subject: 'Mãi đứt' }))
    line.cutAfter = 700_000
    for (let times = 0; times < 12 && (await waiting(clerk)).length === 0; times++) await look(clerk)
    const [broken] = await waiting(clerk)
    const id = broken?.id ?? ''
    expect(broken).toMatchObject({ findings: { problem: 'not_fetched' }, files: [] })
    const left = { state: 'warning', code: 'mailboxes.not_fetched', details: { count: 1 } }
    expect(await mailboxesCondition.check()).toMatchObject(left)

    await ask(clerk, id)
    await ask(clerk, id)
    expect(await said(clerk)).toBeNull()
    await look(clerk)
    expect(await said(clerk)).toBe('cut_off')
    expect(await waiting(clerk)).toMatchObject([{ id, findings: { problem: 'not_fetched' } }])

    line.cutAfter = Number.POSITIVE_INFINITY
    // Nothing is fetched that nobody asked for.
    await look(clerk)
    expect(await waiting(clerk)).toMatchObject([{ id, files: [] }])
    await ask(clerk, id)
    await look(clerk)
    const [here] = await waiting(clerk)
    expect(here).toMatchObject({ id, said: { mailSubject: 'Mãi đứt' }, files: [{ position: 1 }] })
    expect(here?.findings.problem).toBeUndefined()
    expect(here?.findings.mail?.sender).toBe('unknown')
    expect(await factsOf(id)).toEqual([
      'documents.mail_asked_again',
      'documents.mail_asked_again',
      'documents.mail_fetched_again',
    ])
    await expect(ask(clerk, id)).rejects.toMatchObject({ code: 'documents.nothing_to_fetch' })
    expect(await mailboxesCondition.check()).toMatchObject({ state: 'good' })

    // Nothing comes twice, however the server numbers its mails anew.
    server.numberAnew(clerk.id)
    await look(clerk)
    expect(await waiting(clerk)).toHaveLength(1)
    await line.stop()
  })

  test('and is no more in the mailbox is said not to be there', async () => {
    const clerk = await aMailboxAt(server.port)
    server.deliver(clerk.id, aMail([], { subject: 'Khác' }))
    await look(clerk)
    const other = (await waiting(clerk)).map(({ id }) => id)
    await perform(clerk, (work) =>
      refuseArrival(work, clerk, other[0] ?? '', { reason: 'Không phải văn bản' }),
    )
    await ask(clerk, await aMailNotFetched(clerk))
    await look(clerk)
    expect(await said(clerk)).toBe('gone')
  })
})

test('it is asked for by a clerk of the agency alone, while it waits, and five times a day', async () => {
  const clerk = await aMailboxAt(143)
  const id = await aMailNotFetched(clerk)
  const stranger = anOfficer({ roles: ['clerk'] })
  await expect(ask(stranger, id)).rejects.toMatchObject({ code: 'documents.arrival_not_found' })
  const specialist = anOfficer({ agencyId: clerk.agencyId, roles: ['specialist'] })
  await expect(ask(specialist, id)).rejects.toThrow()

  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  const tried = async (now: Date) => {
    const [asked] = await perform(system, ({ tx }) => listAskedMails(tx, clerk.agencyId))
    if (!asked) throw new Error('nobody asked')
    await perform(system, ({ tx }) => endAsking(tx, asked, 'cut_off', now))
  }
  for (let times = 0; times < 5; times++) {
    await ask(clerk, id, at(times))
    await tried(at(times))
  }
  await expect(ask(clerk, id, at(6))).rejects.toMatchObject({
    code: 'documents.mail_asked_too_often',
    details: { most: 5 },
  })
  await ask(clerk, id, at(24 * 60 + 1))
  expect(await said(clerk)).toBeNull()

  await perform(clerk, (work) => refuseArrival(work, clerk, id, { reason: 'Nơi gửi đã gửi lại' }))
  await expect(ask(clerk, id)).rejects.toMatchObject({ code: 'documents.arrival_settled' })
  expect(await perform(system, ({ tx }) => listAskedMails(tx, clerk.agencyId))).toEqual([])
})
