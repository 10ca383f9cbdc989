/** One look into a mailbox by IMAP: what came since the last one, in order, each handed over before the next is fetched. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { ImapFlow } from 'imapflow'
import { config } from '#server/platform/config.ts'
import { isOwnNetwork } from '#server/platform/web/own-network.ts'
import { countTries } from './count-tries.ts'
import type { Mailbox } from './mailbox-queries.ts'

export type MailboxProblem =
  | 'unreachable'
  | 'sign_in'
  | 'no_folder'
  | 'too_slow'
  | 'certificate'
  | 'no_password'
  | 'inside'

export class MailboxFailed extends Error {
  readonly why: MailboxProblem

  constructor(why: MailboxProblem) {
    super(`a mailbox was not read: ${why}`)
    this.why = why
  }
}

export interface FetchedMail {
  uid: number
  uidValidity: number
  size: number
  /** By the server's summary, for a mail that is not fetched. */
  from: string
  subject: string
  /** As its writer named it; empty where they did not. */
  messageId: string
  at: Date
  /** Or why it is left where it is: larger than what is taken, or never fetched to its end. */
  raw: Buffer | 'too_large' | 'not_fetched'
}

export interface FetchLimits {
  /** Mails taken at one look. */
  most: number
  /** Of a whole mail in bytes: 50 MB of files are 68 MB as they travel. */
  largest: number
  /** Milliseconds for everything. */
  time: number
  /** Milliseconds without a word from the server; storing the files of one mail has to fit, too. */
  silence: number
}

export const usualFetch: FetchLimits = { most: 20, largest: 72 << 20, time: 150_000, silence: 45_000 }

/** What a server may send in one answer, whatever was asked of it: a mail is fetched in small parts, and a list of numbers is a line. */
const mostAtOnce = { maxLiteralSize: 4 << 20, maxLineLength: 16 << 20, maxResponseSize: 32 << 20 }

/**
 * Gives each new mail to `take`, the oldest first; where `take` throws, the look ends and that mail is fetched again by the
 * next. Throws `MailboxFailed` where the server cannot be talked to. Nothing on the server is changed.
 */
export async function fetchMails(
  mailbox: Place & Pick<Mailbox, 'uidValidity' | 'lastUid'>,
  password: string,
  take: (mail: FetchedMail) => Promise<void>,
  limits: FetchLimits = usualFetch,
): Promise<void> {
  const { host, login } = mailbox
  await inFolder(mailbox, password, limits, async (client, taken) => {
    for (const mail of await listNew(client, mailbox, limits)) {
      const raw = await fetchOne(client, mail, limits, [host, login, mail.uidValidity, mail.uid].join(' '))
      // Taken away by somebody between two questions.
      if (raw !== 'gone') await taken(() => take({ ...mail, raw }))
    }
  })
}

/** A mail that was not fetched to its end: when it came, and by what of it it is known. */
interface WantedMail {
  arrivedAt: Date
  isIt(mail: Omit<FetchedMail, 'raw'>): boolean
}

/**
 * Fetches each of these once more, and gives what became of it to `take`: the mail, its raw bytes `not_fetched` where it broke off again, or that the
 * folder has no such mail. Where the line is lost it ends; the others are wanted still. Throws as `fetchMails`.
 */
export async function fetchAgain<Wanted extends WantedMail>(
  mailbox: Place,
  password: string,
  wanted: readonly Wanted[],
  take: (wanted: Wanted, mail: FetchedMail | 'gone') => Promise<void>,
  limits: FetchLimits = usualFetch,
): Promise<void> {
  await inFolder(mailbox, password, limits, async (client, taken) => {
    for (const one of wanted) {
      const mail = (await listAround(client, one.arrivedAt)).find((found) => one.isIt(found))
      const raw = mail && (await fetchOnce(client, mail, limits))
      await taken(() => take(one, mail && raw && raw !== 'gone' ? { ...mail, raw } : 'gone'))
      if (!client.usable) return
    }
  })
}

type Place = Pick<Mailbox, 'host' | 'port' | 'secure' | 'login' | 'folder'>

/** What takes a mail in does so by `taken`: its failures are its own, and not the server's. */
type Taken = (task: () => Promise<void>) => Promise<void>

async function inFolder(
  { host, port, secure, login, folder }: Place,
  password: string,
  limits: FetchLimits,
  task: (client: ImapFlow, taken: Taken) => Promise<void>,
): Promise<void> {
  const address = await addressOf(host)
  // Only where a mailbox is read: no other process carries it.
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    // The very address that was looked at: a name that leads elsewhere a moment later leads nowhere.
    host: address,
    ...(isIP(host) === 0 && { servername: host }),
    port,
    secure,
    auth: { user: login, pass: password },
    logger: false,
    connectionTimeout: limits.silence,
    greetingTimeout: limits.silence,
    socketTimeout: limits.silence,
    disableAutoIdle: true,
    ...mostAtOnce,
    clientInfo: { name: 'Nhip' },
  })
  // What breaks a connection is told by the call that waits for it, too.
  client.on('error', () => {})
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    client.close()
  }, limits.time)
  let taking = false
  try {
    await client.connect()
    await client.mailboxOpen(folder, { readOnly: true }).catch((error) => {
      throw hasResponse(error) ? new MailboxFailed('no_folder') : error
    })
    await task(client, async (take) => {
      taking = true
      await take()
      taking = false
    })
  } catch (error) {
    if (taking) throw error
    throw failureOf(error, isLate)
  } finally {
    clearTimeout(timer)
    client.close()
  }
}

/** Where a mail server is; none of this machine or its network, but those the operator has named, and in the demo this machine. */
async function addressOf(host: string): Promise<string> {
  const found = await lookup(host, { all: true }).catch(() => [])
  const [first] = found
  if (!first) throw new MailboxFailed('unreachable')
  const isAllowed = ({ address }: { address: string }) =>
    !isOwnNetwork(address) || (config.NHIP_DEMO && /^(?:127\.|::1$)/.test(address))
  if (!found.every(isAllowed) && !config.MAILBOX_HOSTS.includes(host.toLowerCase()))
    throw new MailboxFailed('inside')
  return first.address
}

async function listNew(
  client: ImapFlow,
  { uidValidity, lastUid }: Pick<Mailbox, 'uidValidity' | 'lastUid'>,
  { most }: FetchLimits,
): Promise<Omit<FetchedMail, 'raw'>[]> {
  const opened = client.mailbox
  if (!opened || opened.exists === 0) return []
  const validity = Number(opened.uidValidity)
  const last = uidValidity === validity ? lastUid : 0
  const uids = ((await client.search({ uid: `${last + 1}:*` }, { uid: true })) || [])
    // `*` is the last mail even where its number is lower.
    .filter((uid) => uid > last)
    .sort((one, other) => one - other)
    .slice(0, most)
  return summariesOf(client, uids)
}

/** So many of three days are looked through for one that is wanted. */
const mostAround = 3000
const dayMs = 86_400_000

/** What came about that day: a server reckons days by its own clock. */
async function listAround(client: ImapFlow, at: Date): Promise<Omit<FetchedMail, 'raw'>[]> {
  const [since, before] = [new Date(at.getTime() - dayMs), new Date(at.getTime() + 2 * dayMs)]
  const uids = (await client.search({ since, before }, { uid: true })) || []
  return summariesOf(client, uids.slice(0, mostAround))
}

async function summariesOf(client: ImapFlow, uids: number[]): Promise<Omit<FetchedMail, 'raw'>[]> {
  const opened = client.mailbox
  if (!opened || uids.length === 0) return []
  const validity = Number(opened.uidValidity)
  const found: Omit<FetchedMail, 'raw'>[] = []
  const asked = { uid: true, size: true, envelope: true, internalDate: true }
  for await (const { uid, size = 0, envelope, internalDate } of client.fetch(uids, asked, { uid: true })) {
    const [sender] = envelope?.from ?? []
    found.push({
      uid,
      uidValidity: validity,
      size,
      from: [sender?.name, sender?.address && `<${sender.address}>`].filter(Boolean).join(' ').slice(0, 300),
      subject: (envelope?.subject ?? '').slice(0, 500),
      messageId: (envelope?.messageId ?? '').slice(0, 1000),
      at: internalDate ? new Date(internalDate) : new Date(),
    })
  }
  return found.sort((one, other) => one.uid - other.uid)
}

const cutOff = countTries(5)

/** The mail, unless it is too large, or the line was lost in the middle of it as often as is tried: then those behind it have their turn. */
async function fetchOne(
  client: ImapFlow,
  { uid, size }: Pick<FetchedMail, 'uid' | 'size'>,
  { largest }: FetchLimits,
  key: string,
): Promise<FetchedMail['raw'] | 'gone'> {
  if (size > largest) return 'too_large'
  // Lost before it was asked for: that is no fault of this mail.
  if (!client.usable) throw new MailboxFailed('too_slow')
  try {
    const raw = await download(client, uid, largest)
    cutOff.done(key)
    return raw
  } catch (error) {
    if (cutOff.failed(key)) return 'not_fetched'
    throw error
  }
}

/** The mail, or that it broke off: whoever asked for it is told so, and asks again. */
async function fetchOnce(
  client: ImapFlow,
  { uid, size }: Pick<FetchedMail, 'uid' | 'size'>,
  { largest }: FetchLimits,
): Promise<FetchedMail['raw'] | 'gone'> {
  if (size > largest) return 'too_large'
  return download(client, uid, largest).catch(() => 'not_fetched' as const)
}

/** Says where there is more than the server said; throws where the connection is lost, of which imapflow gives no error. */
async function download(
  client: ImapFlow,
  uid: number,
  largest: number,
): Promise<Buffer | 'too_large' | 'gone'> {
  const { content } = await client.download(String(uid), undefined, { uid: true, maxBytes: largest + 1 })
  if (!content && !client.usable) throw new MailboxFailed('too_slow')
  if (!content) return 'gone'
  const parts: Buffer[] = []
  let size = 0
  for await (const part of content) {
    parts.push(part as Buffer)
    size += (part as Buffer).length
  }
  // A mail that breaks off is no mail.
  if (!client.usable) throw new MailboxFailed('too_slow')
  return size > largest ? 'too_large' : Buffer.concat(parts)
}

function failureOf(error: unknown, isLate: boolean): unknown {
  if (error instanceof MailboxFailed) return error
  if (isLate) return new MailboxFailed('too_slow')
  const { authenticationFailed, code = '' } = error as { authenticationFailed?: boolean; code?: string }
  if (authenticationFailed) return new MailboxFailed('sign_in')
  if (/TIMEOUT/i.test(code) || code === 'ETIMEOUT') return new MailboxFailed('too_slow')
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) return new MailboxFailed('certificate')
  return new MailboxFailed('unreachable')
}

function hasResponse(error: unknown): boolean {
  return (error as { responseStatus?: string }).responseStatus === 'NO'
}
