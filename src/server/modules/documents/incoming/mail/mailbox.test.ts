import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeSender } from '#server/crafts/mail/judge-sender.ts'
import { stopReadingMails } from '#server/crafts/mail/read-mail.ts'
import type { LetterReading } from '#server/crafts/recognise/model.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { isOwnNetwork } from '#server/platform/web/own-network.ts'
import { perform } from '#server/platform/work.ts'
import { anOfficer } from '#tests/people.ts'
import { noteReading } from '../arrival-queries.ts'
import { aLetterFile } from '../fixtures.ts'
import { listArrivals, viewArrival } from '../view-arrival.ts'
import { confirmMailbox } from './confirm-mailbox.ts'
import { usualFetch } from './fetch-mails.ts'
import {
  aMail,
  aMailWithin,
  type Dovecot,
  hasDovecot,
  password,
  startDovecot,
  startFaultyServer,
  startLine,
} from './fixtures.ts'
import { findMailbox, listActiveMailboxes, noteChecked } from './mailbox-queries.ts'
import { readMailbox } from './read-mailboxes.ts'
import { setMailbox } from './set-mailbox.ts'
import { takeMail } from './take-mail.ts'

const aClerk = () => anOfficer({ roles: ['clerk'] })
const quick = { ...usualFetch, time: 90_000, silence: 60_000 }

async function open(clerk: Officer, port: number, overrides: object = {}): Promise<void> {
  const place = {
    host: '127.0.0.1',
    port,
    secure: false,
    login: clerk.id,
    password,
    folder: 'INBOX',
    trustedHost: 'mx.hue.gov.vn',
    active: true,
    ...overrides,
  }
  await perform(clerk, (work) => setMailbox(work, clerk, place))
  await confirm(clerk.agencyId, place)
}

const administrator = anOfficer({ roles: ['administrator'], scope: 'province' })
const confirm = (
  agencyId: string,
  place: { host: string; port: number },
  isConfirmed: 'yes' | 'no' = 'yes',
) =>
  perform(administrator, (work) => confirmMailbox(work, administrator, { agencyId, ...place, isConfirmed }))

const known = (clerk: Officer) => perform(system, ({ tx }) => findMailbox(tx, clerk.agencyId))

async function look(clerk: Officer, limits = quick) {
  const found = await known(clerk)
  if (!found) throw new Error('no mailbox')
  await readMailbox(found, limits)
  return known(clerk)
}

const waiting = (clerk: Officer) => perform(clerk, (work) => listArrivals(work, clerk, { limit: 50 }))

afterAll(async () => {
  await stopReadingMails()
  await stopTypesetting()
})

describe.skipIf(!hasDovecot)('a mailbox of Dovecot', () => {
  let server: Dovecot
  beforeAll(async () => {
    server = await startDovecot()
  })
  afterAll(() => server.stop())

  test('gives its mails once, each with its files and what is known of the sender', async () => {
    const clerk = aClerk()
    await open(clerk, server.port)
    expect(await look(clerk)).toMatchObject({ problem: null, lastUid: 0 })
    const letter = await aLetterFile(1)
    const pdf = { name: 'công văn 198.pdf', type: 'application/pdf', content: letter }
    const results = (line: string) => ({ head: `Authentication-Results: ${line}\r\n` })
    server.deliver(clerk.id, aMail([pdf], results('mx.hue.gov.vn; dmarc=pass header.from=snv.hue.gov.vn')))
    server.deliver(
      clerk.id,
      aMail([{ ...pdf, content: aPdf(['(khác)']) }], {
        ...results('mx.kexau.vn; dmarc=pass'),
        from: 'UBND thành phố <gia@kexau.vn>',
      }),
    )
    server.deliver(clerk.id, aMail([], { subject: 'Quên đính kèm' }))
    const virus = { name: 'xem.exe', type: 'application/octet-stream', content: Buffer.from('MZ chạy') }
    // It is a PDF; what it is called would be run, and read backwards.
    const disguised = { ...pdf, name: 'xem\u202efdp.hta', content: aPdf(['(hta)']) }
    server.deliver(clerk.id, aMail([virus, pdf, disguised], { subject: 'Hai\u202e tệp' }))
    const many = Array.from({ length: 42 }, () => virus)
    server.deliver(clerk.id, aMail(many, { subject: 'Quá nhiều tệp' }))
    const after = await look(clerk)
    expect(after).toMatchObject({ problem: null, lastUid: 5 })
    expect(after?.checkedAt).not.toBeNull()
    const arrivals = (await waiting(clerk)).reverse()
    expect(arrivals.map(({ said }) => said.mailSubject)).toEqual(
      expect.arrayContaining(['Gửi công văn', 'Quên đính kèm', 'Hai tệp']),
    )
    const bySubject = (subject: string) => arrivals.filter(({ said }) => said.mailSubject === subject)
    expect(
      bySubject('Gửi công văn')
        .map(({ findings }) => findings.mail?.sender)
        .sort(),
    ).toEqual(['proven', 'unknown'])
    expect(bySubject('Quên đính kèm')).toMatchObject([
      {
        findings: { problem: 'body_only' },
        readingState: 'waiting',
        files: [{ mediaType: 'application/pdf', refused: null }],
      },
    ])
    expect(bySubject('Quá nhiều tệp')).toMatchObject([
      { findings: { left: { count: 2 } }, files: { length: 40 } },
    ])
    expect(bySubject('Hai tệp')[0]?.files).toMatchObject([
      { name: 'xem.exe', refused: 'files.program', sha256: null },
      { name: 'công văn 198.pdf', mediaType: 'application/pdf', refused: null },
      { name: 'xemfdp.pdf', mediaType: 'application/pdf', refused: null },
    ])
    // Looked at again, and said anew where it is: nothing comes twice.
    await look(clerk)
    await open(clerk, server.port)
    await look(clerk)
    expect(await waiting(clerk)).toHaveLength(5)
    const view = await perform(clerk, (work) => viewArrival(work, clerk, bySubject('Hai tệp')[0]?.id ?? ''))
    expect(view.arrival).toMatchObject({ source: 'mail', readingState: 'waiting' })
  })

  test('whose mail is larger than what is taken leaves a word of it, and what comes behind', async () => {
    const clerk = aClerk()
    await open(clerk, server.port)
    server.deliver(
      clerk.id,
      aMail([{ name: 'phim.pdf', type: 'application/pdf', content: Buffer.alloc(3 << 20, 65) }], {
        subject: 'Rất lớn',
      }),
    )
    server.deliver(clerk.id, aMail([], { subject: 'Sau đó' }))
    expect(await look(clerk, { ...quick, largest: 2 << 20 })).toMatchObject({ problem: null })
    const found = await waiting(clerk)
    expect(found.find(({ said }) => said.mailSubject === 'Rất lớn')).toMatchObject({
      findings: { problem: 'too_large' },
      files: [],
      sender: expect.stringContaining('vanthu@snv.hue.gov.vn'),
    })
    expect(found.some(({ said }) => said.mailSubject === 'Sau đó')).toBe(true)
  })

  test('that falls silent while files are stored is gone on with, and no mail is taken for another', async () => {
    const clerk = aClerk()
    await open(clerk, server.port)
    const letter = { name: 'a.pdf', type: 'application/pdf', content: await aLetterFile(3) }
    for (const subject of ['Một', 'Hai']) server.deliver(clerk.id, aMail([letter], { subject }))
    // Storing takes longer than the server may be silent: the connection is given up, again and again.
    for (let times = 0; times < 4; times++) await look(clerk, { ...quick, silence: 300 })
    await look(clerk)
    const found = (await waiting(clerk)).filter(({ said }) => ['Một', 'Hai'].includes(said.mailSubject ?? ''))
    expect(found).toHaveLength(2)
    for (const { files, findings } of found) {
      expect(files).toMatchObject([{ refused: null }])
      expect(findings.problem).toBeUndefined()
    }
  })

  test('cut off in the middle of a mail, numbered anew, with too many files or files within the text: each mail comes once, and whole', async () => {
    const clerk = aClerk()
    const line = await startLine(server.port)
    await open(clerk, line.port)
    const file = (name: string) => ({ name, type: 'application/pdf', content: Buffer.from(`MZ ${name}`) })
    const many = Array.from({ length: 43 }, (_, index) => file(`phu-luc-${index + 1}.pdf`))
    const large = { ...file('phim.pdf'), content: Buffer.alloc(3 << 20, 65) }
    server.deliver(clerk.id, aMail(many, { subject: 'Nhiều tệp' }))
    server.deliver(clerk.id, aMail([large], { subject: 'Rất lớn' }))
    server.deliver(clerk.id, aMailWithin(aPdf(['(trong thân thư)']), 'Trong'))
    server.deliver(clerk.id, aMail([{ ...large, content: Buffer.alloc(1 << 20, 66) }], { subject: 'Bị cắt' }))
    const limits = { ...quick, largest: 2 << 20 }
    line.cutAfter = 700_000
    expect((await look(clerk, limits))?.problem).not.toBeNull()
    /** Where much else is done a mail may be put off: the next look takes it. */
    const lookUntilRead = async () => {
      for (let again = 0; again < 10 && (await look(clerk, limits))?.problem; again++);
    }
    const subjects = async () =>
      (await waiting(clerk)).map(({ said }) => said.mailSubject).sort((a = '', b = '') => a.localeCompare(b))
    expect((await subjects()).length).toBeLessThan(4)
    line.cutAfter = Number.POSITIVE_INFINITY
    await lookUntilRead()
    const all = ['Bị cắt', 'Nhiều tệp', 'Rất lớn', 'Trong']
    expect(await subjects()).toEqual(all)
    const first = await known(clerk)
    server.numberAnew(clerk.id)
    await lookUntilRead()
    expect((await known(clerk))?.uidValidity).not.toBe(first?.uidValidity)
    expect(await subjects()).toEqual(all)
    // One that is cut off each time is left where it is, and what came behind it comes.
    server.deliver(
      clerk.id,
      aMail([{ ...large, content: Buffer.alloc(1 << 20, 67) }], { subject: 'Mãi đứt' }),
    )
    line.cutAfter = 700_000
    for (let times = 0; times < 12 && !(await subjects()).includes('Mãi đứt'); times++)
      await look(clerk, limits)
    line.cutAfter = Number.POSITIVE_INFINITY
    server.deliver(clerk.id, aMail([], { subject: 'Phía sau' }))
    await lookUntilRead()
    expect(await subjects()).toEqual([...all, 'Mãi đứt', 'Phía sau'].sort((a, b) => a.localeCompare(b)))
    await line.stop()

    const bySubject = new Map((await waiting(clerk)).map((one) => [one.said.mailSubject, one]))
    const many40 = bySubject.get('Nhiều tệp')
    expect(many40?.files).toHaveLength(40)
    expect(many40?.findings.left).toEqual({
      count: 3,
      names: ['phu-luc-41.pdf', 'phu-luc-42.pdf', 'phu-luc-43.pdf'],
    })
    expect(bySubject.get('Mãi đứt')).toMatchObject({ findings: { problem: 'not_fetched' }, files: [] })
    expect(bySubject.get('Trong')?.files).toMatchObject([{ name: 'cv.pdf', refused: null }])
    expect(bySubject.get('Bị cắt')?.files.map(({ size }) => Number(size))).toEqual([1 << 20])
  })

  test('with a wrong password, or without the folder, says so', async () => {
    const clerk = aClerk()
    await open(clerk, server.port, { password: 'sai' })
    expect(await look(clerk)).toMatchObject({ problem: 'sign_in', checkedAt: null })
    await open(clerk, server.port, { folder: 'Khong-co' })
    expect(await look(clerk)).toMatchObject({ problem: 'no_folder' })
  })
})

describe('a server that does everything wrong', () => {
  test.each([
    ['silent', 'too_slow'],
    ['rude', 'unreachable'],
    ['cut', 'unreachable'],
  ] as const)('%s: nothing is lost, and the clerk is told', async (fault, problem) => {
    const server = await startFaultyServer(fault)
    const clerk = aClerk()
    await open(clerk, server.port)
    expect(await look(clerk, { ...quick, silence: 1000 })).toMatchObject({ problem, lastUid: 0 })
    await server.stop()
  })
})

test('a mail no database keeps as it is written comes in all the same, and holds up nobody', async () => {
  const clerk = aClerk()
  await open(clerk, 143)
  const found = await known(clerk)
  if (!found) throw new Error('no mailbox')
  const mail = {
    uid: 7,
    uidValidity: 1,
    size: 100,
    from: 'a\0b',
    subject: `${'x'.repeat(499)}😀`,
    messageId: '',
    at: new Date(),
  }
  await takeMail(found, { ...mail, raw: 'too_large' })
  const odd = { name: `a\0${'b'.repeat(197)}😀.pdf`, type: 'application/pdf', content: aPdf(['(lạ)']) }
  const raw = Buffer.from(aMail([odd], { from: 'Sở\0 <a@b.vn>', subject: `\0${'y'.repeat(498)}😀` }))
  await takeMail(found, { ...mail, uid: 8, raw })
  expect((await waiting(clerk)).map(({ findings }) => findings.problem)).toHaveLength(2)
  expect(await known(clerk)).toMatchObject({ lastUid: 8 })
  for (const { said } of await waiting(clerk)) expect(said.mailSubject?.isWellFormed()).toBe(true)
  const [{ id = '' } = {}] = await waiting(clerk)
  const proposals = {}
  const reading = { pages: [], proposals, text: 'chữ\0\ud800 lạ' } as unknown as LetterReading
  await perform(system, ({ tx }) => noteReading(tx, id, reading))
  const { arrival } = await perform(clerk, (work) => viewArrival(work, clerk, id))
  expect(arrival.readingState).toBe('read')
})

test('mailboxes that do not answer hold up no other: each has its turn', async () => {
  const [dead, quiet] = [aClerk(), aClerk()]
  for (const clerk of [dead, quiet]) await open(clerk, 143)
  const order = async () => {
    const all = await perform(system, ({ tx }) => listActiveMailboxes(tx))
    const places = [dead, quiet].map(({ agencyId }) => all.findIndex((one) => one.agencyId === agencyId))
    return (places[0] ?? 0) < (places[1] ?? 0)
  }
  const tried = async (clerk: Officer, problem: string | null, minute: number) => {
    const found = await known(clerk)
    if (!found) throw new Error('no mailbox')
    await perform(system, ({ tx }) => noteChecked(tx, found, problem, new Date(2026, 0, 1, 9, minute)))
  }
  await tried(quiet, null, 1)
  await tried(dead, 'too_slow', 2)
  expect(await order()).toBe(false)
  await tried(quiet, null, 3)
  expect(await order()).toBe(true)
})

test('a password goes to no other machine without TLS, and is not in the database', async () => {
  const clerk = aClerk()
  await expect(open(clerk, 143, { host: 'imap.hue.gov.vn' })).rejects.toThrow('documents.mailbox_unfit')
  await open(clerk, 143)
  expect(JSON.stringify(await known(clerk))).not.toContain(password)
})

describe('a machine that a clerk names', () => {
  const place = { port: 993, secure: true, folder: 'INBOX', trustedHost: '', active: true }
  const say = (clerk: Officer, other: { host: string; login?: string; password?: string }) =>
    perform(clerk, (work) =>
      setMailbox(work, clerk, { ...place, login: 'vanthu', password: 'bi-mat', ...other }),
    )

  test('is spoken to once an administrator confirmed it, and another one anew, with its own password', async () => {
    const server = await startFaultyServer('rude')
    const clerk = aClerk()
    const here = { host: '127.0.0.1', port: server.port }
    await open(clerk, server.port)
    expect(await look(clerk)).toMatchObject({ problem: 'unreachable' })
    await confirm(clerk.agencyId, here, 'no')
    expect(await look(clerk)).toMatchObject({ problem: 'unconfirmed' })
    await expect(say(clerk, { host: 'imap.kexau.vn', password: '' })).rejects.toThrow(
      'documents.mailbox_password_needed',
    )
    await say(clerk, { host: 'imap.kexau.vn' })
    // What the administrator had before them is not there any more.
    await expect(confirm(clerk.agencyId, here)).rejects.toThrow('documents.mailbox_moved')
    expect(await look(clerk)).toMatchObject({ problem: 'unconfirmed', host: 'imap.kexau.vn' })
    await expect(
      perform(clerk, (work) =>
        confirmMailbox(work, clerk, {
          agencyId: clerk.agencyId,
          host: 'imap.kexau.vn',
          port: 993,
          isConfirmed: 'yes',
        }),
      ),
    ).rejects.toMatchObject({ status: 403 })
    await expect(
      perform(clerk, ({ tx }) =>
        tx
          .updateTable('documents.mailbox')
          .set({ confirmedBy: clerk.id, confirmedAt: new Date() })
          .where('agencyId', '=', clerk.agencyId)
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await server.stop()
  })

  test.each(['10.0.0.5', '192.168.1.2', '169.254.169.254', '100.64.0.1'])(
    'is never one inside the network, unless the operator named it: %s',
    async (host) => {
      const clerk = aClerk()
      await say(clerk, { host })
      await confirm(clerk.agencyId, { host, port: 993 })
      expect(await look(clerk)).toMatchObject({ problem: 'inside' })
    },
  )
})

test('addresses of one network are known however they are written', () => {
  for (const address of ['::ffff:10.1.2.3', '64:ff9b::c0a8:101', 'fd00::1', '224.0.0.1', '127.9.9.9', '::1'])
    expect(isOwnNetwork(address), address).toBe(true)
  for (const address of ['203.162.4.1', '2001:ee0::1', '172.32.0.1'])
    expect(isOwnNetwork(address), address).toBe(false)
})

test('who sent a mail is believed of the receiving server alone, and only of its topmost line', () => {
  const judge = (fromAddress: string, ...results: string[]) =>
    judgeSender({ fromAddress, results: results.map((line) => `Authentication-Results: ${line}`) }, 'mx.vn')
      .sender
  expect(judge('a@snv.vn', 'mx.vn; dmarc=pass (p=REJECT) header.from=snv.vn')).toBe('proven')
  // What the sender wrote, in quotes and comments, says nothing; nor does what was found of another sender.
  expect(judge('a@snv.vn', 'mx.vn; dmarc=pass header.from=kexau.vn')).toBe('unknown')
  expect(judge('a@snv.vn', 'mx.vn; dmarc=pass')).toBe('unknown')
  for (const words of ['"x; dmarc=pass header.from=snv.vn "@kexau.vn', 'y (; dkim=pass header.d=snv.vn ;) z'])
    expect(judge('a@snv.vn', `mx.vn; spf=pass smtp.mailfrom=${words}`), words).toBe('unknown')
  expect(judge('a@snv.vn', 'mx.vn; spf=pass smtp.mailfrom="x; dmarc=pass header.from=snv.vn')).toBe('unknown')
  expect(judge('a@snv.vn', 'mx.vn; dkim=pass header.d=snv.vn; spf=pass')).toBe('proven')
  expect(judge('a@snv.vn', 'mx.vn; dkim=pass header.d=kexau.vn')).toBe('unknown')
  expect(judge('a@snv.vn', 'mx.vn; dkim=pass header.d=vn')).toBe('unknown')
  expect(judge('a@snv.vn', 'mx.vn; dmarc=fail; dkim=pass header.d=snv.vn')).toBe('failed')
  const pass = 'dmarc=pass header.from=snv.vn'
  expect(judge('a@snv.vn', `kexau.vn; ${pass}`)).toBe('unknown')
  expect(judge('a@snv.vn', 'kexau.vn; dmarc=fail', `mx.vn; ${pass}`)).toBe('unknown')
  expect(judge('a@snv.vn')).toBe('unknown')
})
