/** Mails as large as nobody sends by mistake, on the way they take: from the server into the program, which must not grow with them. */

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { stopReadingMails } from '#server/crafts/mail/read-mail.ts'
import { residentOf } from '#server/crafts/threads/process-use.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { anOfficer } from '#tests/people.ts'
import { listArrivals } from '../view-arrival.ts'
import { confirmMailbox } from './confirm-mailbox.ts'
import { usualFetch } from './fetch-mails.ts'
import { aMail, hasDovecot, password, startDovecot } from './fixtures.ts'
import { findMailbox } from './mailbox-queries.ts'
import { readMailbox } from './read-mailboxes.ts'
import { setMailbox } from './set-mailbox.ts'

afterAll(stopReadingMails)

const limits = { ...usualFetch, silence: 60_000 }
const administrator = anOfficer({ roles: ['administrator'], scope: 'province' })

async function aMailboxAt(port: number): Promise<Officer> {
  const clerk = anOfficer({ roles: ['clerk'] })
  const place = { host: '127.0.0.1', port, secure: false, login: clerk.id, password, folder: 'INBOX' }
  await perform(clerk, (work) => setMailbox(work, clerk, { ...place, trustedHost: '', active: true }))
  const { agencyId } = clerk
  await perform(administrator, (work) =>
    confirmMailbox(work, administrator, { agencyId, host: place.host, port, isConfirmed: 'yes' }),
  )
  return clerk
}

async function look(clerk: Officer): Promise<string | null> {
  const known = () => perform(system, ({ tx }) => findMailbox(tx, clerk.agencyId))
  const found = await known()
  if (!found) throw new Error('no mailbox')
  await readMailbox(found, limits)
  return (await known())?.problem ?? null
}

const waiting = (clerk: Officer) => perform(clerk, (work) => listArrivals(work, clerk, { limit: 50 }))

/** By how many megabytes this process grew at most while something was done. */
async function growthOf(act: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.()
  const before = residentOf(process.pid)
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, residentOf(process.pid))
  }, 20)
  try {
    await act()
  } finally {
    clearInterval(watch)
  }
  return most - before
}

/** A mail with one attachment of so many megabytes as it travels. */
function aMailOf(megabytes: number, subject: string): Buffer {
  const mail = aMail([{ name: 'phim.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7') }], {
    subject,
  })
  const [head = '', rest = ''] = mail.split(Buffer.from('%PDF-1.7').toString('base64'))
  const line = `${'QUFB'.repeat(19)}\r\n`
  return Buffer.concat([Buffer.from(head), Buffer.alloc(megabytes << 20, line), Buffer.from(`\r\n${rest}`)])
}

describe.skipIf(!hasDovecot)('a mail of 200 MB in a mailbox', () => {
  test('is never fetched: the clerk reads why, what lies behind it comes, and the program does not grow', {
    timeout: 180_000,
  }, async () => {
    const server = await startDovecot()
    const clerk = await aMailboxAt(server.port)
    server.deliver(clerk.id, aMailOf(200, 'Hai trăm MB'))
    server.deliver(clerk.id, aMail([], { subject: 'Phía sau' }))
    const grown = await growthOf(() => look(clerk))
    expect(grown).toBeLessThan(150)
    const found = new Map((await waiting(clerk)).map((one) => [one.said.mailSubject, one]))
    expect(found.get('Hai trăm MB')).toMatchObject({ findings: { problem: 'too_large' }, files: [] })
    expect(m.documents.incoming.arrival.mailProblems.too_large).toMatch(/72 MB.*vẫn nằm trong hộp thư/)
    expect(found.get('Phía sau')).toMatchObject({ files: [{ refused: null }] })
    await server.stop()
  })

  test('that is as large as is taken comes whole in bounded memory', { timeout: 300_000 }, async () => {
    const server = await startDovecot()
    const clerk = await aMailboxAt(server.port)
    server.deliver(clerk.id, aMailOf(66, 'Vừa đủ'))
    server.deliver(clerk.id, aMail([], { subject: 'Phía sau' }))
    const grown = await growthOf(async () => {
      for (let times = 0; times < 4 && (await look(clerk)); times += 1);
    })
    // The mail as it came, the same taken apart, and its file on the way to the disk.
    expect(grown).toBeLessThan(900)
    const found = new Map((await waiting(clerk)).map((one) => [one.said.mailSubject, one]))
    const [file] = found.get('Vừa đủ')?.files ?? []
    expect(Number(file?.size)).toBeGreaterThan(45 << 20)
    expect(found.has('Phía sau')).toBe(true)
    await server.stop()
  })
})

/** A server that says of its first mail that it is small, and sends 200 MB in answer to whatever is asked of it; its second is a mail. */
async function startLiar(): Promise<{ port: number; sent: () => number; stop(): Promise<void> }> {
  const small = Buffer.from(aMail([], { subject: 'Phía sau' }))
  let sent = 0
  const answer = async (socket: Socket, tag: string, command: string, words: string) => {
    const done = (said = 'OK') => socket.write(`${tag} ${said} xong\r\n`)
    if (command === 'AUTHENTICATE') return done('NO')
    if (command === 'LOGIN') return done()
    if (command === 'CAPABILITY') {
      socket.write('* CAPABILITY IMAP4rev1\r\n')
      return done()
    }
    if (command === 'SELECT' || command === 'EXAMINE') {
      socket.write('* FLAGS (\\Seen)\r\n* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 3] x\r\n')
      return done('OK [READ-ONLY]')
    }
    if (command === 'UID' && /^SEARCH/i.test(words)) {
      const from = Number(/UID (\d+):/i.exec(words)?.[1] ?? 1)
      socket.write(`* SEARCH ${[1, 2].filter((uid) => uid >= from || uid === 2).join(' ')}\r\n`)
      return done()
    }
    if (command === 'UID' && /BODY/i.test(words)) {
      const uid = Number(/^FETCH (\d+)/i.exec(words)?.[1])
      if (uid === 2) {
        const [, from = '0', count = '65536'] = /<(\d+)\.(\d+)>/.exec(words) ?? []
        const part = small.subarray(Number(from), Number(from) + Number(count))
        socket.write(`* 2 FETCH (UID 2 BODY[]<${from}> {${part.length}}\r\n`)
        socket.write(part)
        socket.write(')\r\n')
        return done()
      }
      socket.write(`* 1 FETCH (UID 1 BODY[]<0> {${200 << 20}}\r\n`)
      const block = Buffer.alloc(1 << 20, 65)
      for (let count = 0; count < 200 && !socket.destroyed; count += 1) {
        sent += block.length
        if (!socket.write(block)) await new Promise((go) => socket.once('drain', go).once('close', go))
        await nextTurn()
      }
      socket.write(')\r\n')
      return done()
    }
    if (command === 'UID') {
      const asked = /^FETCH ([\d,:]+)/i.exec(words)?.[1] ?? ''
      for (const uid of asked.includes('1') ? [1, 2] : [2]) {
        const subject = uid === 1 ? 'Noi doi' : 'Phia sau'
        const who = '(("x" NIL "x" "kexau.vn"))'
        const envelope = `("Mon, 23 Nov 2026 08:00:00 +0700" "${subject}" ${who} ${who} ${who} ${who} NIL NIL NIL "<${uid}@x>")`
        socket.write(
          `* ${uid} FETCH (UID ${uid} RFC822.SIZE 1000 INTERNALDATE "23-Nov-2026 08:00:00 +0700" ENVELOPE ${envelope})\r\n`,
        )
      }
      return done()
    }
    return done()
  }
  const server = createServer((socket) => {
    let heard = ''
    socket.on('error', () => {})
    socket.write('* OK IMAP4rev1\r\n')
    socket.on('data', (data) => {
      heard += data.toString('latin1')
      for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
        const [, tag = '', command = '', words = ''] = /^(\S+) (\S+) ?(.*)$/.exec(heard.slice(0, end)) ?? []
        heard = heard.slice(end + 2)
        if (tag) answer(socket, tag, command.toUpperCase(), words).catch(() => {})
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    sent: () => sent,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

test('a server that says a mail is small and sends 200 MB is cut off early; what lies behind comes', {
  timeout: 240_000,
}, async () => {
  const server = await startLiar()
  const clerk = await aMailboxAt(server.port)
  const grown = await growthOf(async () => {
    for (let times = 0; times < 10 && (await look(clerk)); times += 1);
  })
  expect(server.sent()).toBeGreaterThan(0)
  expect(grown).toBeLessThan(200)
  const found = await waiting(clerk)
  expect(found.map(({ findings }) => findings.problem).sort()).toEqual(['body_only', 'not_fetched'])
  expect(m.documents.incoming.arrival.mailProblems.not_fetched).toMatch(/vẫn nằm trong hộp thư/)
  await server.stop()
})
