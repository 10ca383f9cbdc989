/** One mail becomes what waits for the clerk: with its files, with what is known of its sender, and never without a trace. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { judgeSender } from '#server/crafts/mail/judge-sender.ts'
import type { MailAttachment, ReadMail } from '#server/crafts/mail/model.ts'
import { readMail } from '#server/crafts/mail/read-mail.ts'
import { threadBusy } from '#server/crafts/threads/thread.ts'
import { system } from '#server/platform/actor.ts'
import { isUnavailable } from '#server/platform/database/unavailable.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { mailFetchedAgain } from '../../events.ts'
import { keepFiles } from '../../keep-files.ts'
import type { ArrivalFile, Findings, MailFindings } from '../model.ts'
import { type FileToTake, hasReadable, type LetterToTake, storeFiles, takeLetter } from '../take-letter.ts'
import { type AskedMail, completeArrival, endAsking } from './again-queries.ts'
import { countTries } from './count-tries.ts'
import type { FetchedMail } from './fetch-mails.ts'
import { keepBody } from './keep-body.ts'
import { type Mailbox, noteRead } from './mailbox-queries.ts'

/**
 * Takes it in, together with how far the mailbox was read: either both are kept or neither. A mail that came before is passed
 * over. Of one without a file its text is the document, set by this program and marked as that. Throws where its files cannot be stored now:
 * then it is fetched again.
 */
export async function takeMail(mailbox: Mailbox, mail: FetchedMail): Promise<void> {
  const { uid, uidValidity } = mail
  const letter = await letterOf(mailbox, mail)
  await perform(system, async (work) => {
    // It lies elsewhere by now: what comes from there is another mailbox's.
    if (!(await noteRead(work.tx, mailbox, { uidValidity, lastUid: uid }))) return
    await takeLetter(work, letter)
  })
}

/**
 * One that was asked for again is what was fetched of it now: the same arrival, with its files, read as every other; or it is said why it is not. The
 * asking is over with it. Throws where its files cannot be stored now: then it is fetched once more.
 */
export async function takeAgain(
  mailbox: Mailbox,
  asked: AskedMail,
  mail: FetchedMail | 'gone',
): Promise<void> {
  if (mail === 'gone' || mail.raw === 'not_fetched') {
    const outcome = mail === 'gone' ? 'gone' : 'cut_off'
    return perform(system, ({ tx, now }) => endAsking(tx, asked, outcome, now))
  }
  const { key, sender, said, findings, files } = await letterOf(mailbox, mail)
  await perform(system, async (work) => {
    const isReadable = hasReadable(files)
    const readingState = isReadable ? 'waiting' : 'none'
    const letter = { key, sender, said, findings, files, readingState } as const
    const isCompleted = await completeArrival(work.tx, asked.id, letter)
    await endAsking(work.tx, asked, isCompleted ? 'fetched' : 'here', work.now)
    if (!isCompleted) return
    const kept = files.flatMap(({ sha256 }) => sha256 ?? [])
    await keepFiles(work, kept, 'arrival', asked.id)
    const { agencyId } = mailbox
    await work.record(mailFetchedAgain(asked.id, { agencyId, source: 'mail', isReadable }))
  })
}

type MailLetter = LetterToTake & Required<Pick<LetterToTake, 'key' | 'said' | 'findings'>>

async function letterOf(mailbox: Mailbox, mail: FetchedMail): Promise<MailLetter> {
  const { uid, uidValidity, raw } = mail
  const isHere = typeof raw !== 'string'
  const read = isHere ? await takeApart(raw, mailbox.agencyId, `${uidValidity} ${uid}`) : undefined
  const sender = normalise(read?.from || mail.from, 300)
  const subject = normalise(read?.subject ?? mail.subject, 500)
  const judged = read && { from: sender, ...judgeSender(read, mailbox.trustedHost) }
  const known = { ...mail, subject, sender, judged }
  const body =
    read && !read.hasFiles
      ? await keepBody(read, known).catch((failure) =>
          unlessAlways(failure, `${mailbox.agencyId} ${uidValidity} ${uid}`),
        )
      : undefined
  const beside = read ? await storeFiles(read.attachments.map(asFile), 'mail') : []
  const files = [...(typeof body === 'object' ? [body] : []), ...beside].map((file, index) => ({
    ...file,
    position: index + 1,
  }))
  return {
    agencyId: mailbox.agencyId,
    source: 'mail',
    key: isHere ? createHash('sha256').update(raw).digest('hex') : unfetchedKey(mail),
    arrivedAt: new Date(Math.min(mail.at.getTime(), Date.now())),
    sender,
    // Of its own text alone its subject is the extract; a letter beside it has one of its own.
    said: { mailSubject: subject, ...(typeof body === 'object' && subject ? { subject } : {}) },
    findings: findingsOf(mail, read, judged, body),
    files,
  }
}

function asFile({ name, mediaType, content }: MailAttachment): FileToTake {
  return { name, mediaType, size: content.length, open: async () => Readable.from([Buffer.from(content)]) }
}

function findingsOf(
  { raw }: FetchedMail,
  read: ReadMail | undefined,
  mail: MailFindings | undefined,
  body: ArrivalFile | 'unset' | undefined,
): Findings {
  if (typeof raw === 'string') return { problem: raw }
  if (!read || !mail) return { problem: 'unreadable' }
  if (body === 'unset') return { mail, problem: 'unreadable' }
  if (body) return { mail, problem: 'body_only' }
  if (read.attachments.length === 0) return { mail, problem: 'no_attachment' }
  if (!read.hasFiles) return { mail, problem: 'pictures_only' }
  return read.left.count > 0 ? { mail, left: read.left } : { mail }
}

/** By which one that was not fetched is known: the same however the server numbers its mails anew. */
export function unfetchedKey({ messageId, size, from, subject, at }: Omit<FetchedMail, 'raw'>): string {
  const known = ['not fetched', size, messageId || `${from} ${subject} ${at.toISOString()}`].join(' ')
  return createHash('sha256').update(known).digest('hex')
}

const unset = countTries(3)

/** A text that cannot be set, or always takes too long, is left where it is after a few times; a full disk or a database that is away is no fault of it. */
function unlessAlways(failure: unknown, key: string): 'unset' {
  const isOthers =
    (failure instanceof Refusal && failure.code !== threadBusy().code) || isUnavailable(failure)
  if (isOthers || !unset.failed(key)) throw failure
  log.warn({ error: stackOf(failure) }, 'the text of a mail was not set')
  return 'unset'
}

const late = countTries(3)

/** Undefined for what is no mail to take apart; throws where it took too long, and for what always does no more than a few times. */
async function takeApart(raw: Buffer, agencyId: string, uid: string): Promise<ReadMail | undefined> {
  const key = `${agencyId} ${uid}`
  try {
    const read = await readMail(new Uint8Array(raw), agencyId)
    late.done(key)
    return read
  } catch (error) {
    if (isUnavailable(error)) throw error
    const isLate = error instanceof Refusal && error.code === threadBusy().code
    if (!isLate || late.failed(key)) return undefined
    throw error
  }
}
