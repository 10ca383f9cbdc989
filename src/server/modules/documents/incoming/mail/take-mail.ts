/** One mail becomes what waits for the clerk: with its files, with what is known of its sender, and never without a trace. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { judgeSender } from '#server/crafts/mail/judge-sender.ts'
import type { MailAttachment, ReadMail } from '#server/crafts/mail/model.ts'
import { readMail } from '#server/crafts/mail/read-mail.ts'
import { threadBusy } from '#server/crafts/threads/thread.ts'
import { system } from '#server/platform/actor.ts'
import { fileName, storeStream, useFiles } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { normalise } from '#shared/text/index.ts'
import { documentArrived } from '../../events.ts'
import { insertArrival, type NewArrival } from '../arrival-queries.ts'
import { arrivedFact } from '../arrived-fact.ts'
import { readableTypes } from '../bring-scan.ts'
import type { ArrivalFile, Findings } from '../model.ts'
import { countTries } from './count-tries.ts'
import type { FetchedMail } from './fetch-mails.ts'
import { type Mailbox, noteRead } from './mailbox-queries.ts'

/**
 * Takes it in, together with how far the mailbox was read: either both are kept or neither. A mail that came before is passed
 * over. Throws where its files cannot be stored now: then it is fetched again.
 */
export async function takeMail(mailbox: Mailbox, mail: FetchedMail): Promise<void> {
  const { uid, uidValidity, raw } = mail
  const isHere = typeof raw !== 'string'
  const read = isHere ? await takeApart(raw, mailbox.agencyId, `${uidValidity} ${uid}`) : undefined
  const files = read ? await keepFiles(read.attachments) : []
  const kept = files.flatMap(({ sha256 }) => sha256 ?? [])
  const isReadable = files.some(({ sha256, mediaType }) => sha256 && readableTypes.includes(mediaType))
  await perform(system, async (work) => {
    // It lies elsewhere by now: what comes from there is another mailbox's.
    if (!(await noteRead(work.tx, mailbox, { uidValidity, lastUid: uid }))) return
    const id = newId(work.now.getTime())
    const arrival: NewArrival = {
      id,
      agencyId: mailbox.agencyId,
      source: 'mail',
      key: createHash('sha256')
        .update(isHere ? raw : whatIsKnownOf(mail))
        .digest('hex'),
      arrivedAt: new Date(Math.min(mail.at.getTime(), work.now.getTime())),
      sender: normalise(read?.from ?? mail.from, 300),
      said: { mailSubject: normalise(read?.subject ?? mail.subject, 500) },
      findings: findingsOf(mailbox, mail, read),
      readingState: isReadable ? 'waiting' : 'none',
    }
    if (!(await insertArrival(work.tx, arrival, files))) return
    await useFiles(work, kept, `documents.arrival:${id}`)
    await work.record(documentArrived(id, arrivedFact(mailbox.agencyId, 'mail', { isReadable })))
  })
}

function findingsOf(
  { trustedHost }: Pick<Mailbox, 'trustedHost'>,
  { raw, from }: FetchedMail,
  read: ReadMail | undefined,
): Findings {
  if (typeof raw === 'string') return { problem: raw }
  if (!read) return { problem: 'unreadable' }
  const mail = { from: normalise(read.from || from, 300), ...judgeSender(read, trustedHost) }
  if (read.attachments.length === 0) return { mail, problem: 'no_attachment' }
  return read.left.count > 0 ? { mail, left: read.left } : { mail }
}

/** Of one that was not fetched: the same however the server numbers its mails anew. */
function whatIsKnownOf({ messageId, size, from, subject, at }: FetchedMail): string {
  return ['not fetched', size, messageId || `${from} ${subject} ${at.toISOString()}`].join(' ')
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
    const isLate = error instanceof Refusal && error.code === threadBusy().code
    if (!isLate || late.failed(key)) return undefined
    throw error
  }
}

/** Each file stored under the ending it deserves, or named with the refusal it met. */
async function keepFiles(attachments: readonly MailAttachment[]): Promise<ArrivalFile[]> {
  const files: ArrivalFile[] = []
  for (const [index, { name, mediaType, content }] of attachments.entries()) {
    const given = normalise(name, 200) || `tep-${index + 1}`
    const described = { position: index + 1, size: content.length }
    try {
      const stored = await storeStream(Readable.from([Buffer.from(content)]), { asker: { name: 'mail' } })
      const { mediaType: type, sha256 } = stored
      files.push({ ...described, name: fileName(given, type), mediaType: type, sha256, refused: null })
    } catch (failure) {
      // Full or busy is no fault of the file: the mail is fetched again later.
      if (!(failure instanceof Refusal) || failure.status >= 500) throw failure
      files.push({ ...described, name: given, mediaType, sha256: null, refused: failure.code })
    }
  }
  return files
}
