/** People of one office who sign drafts of their agency and take in letters on its pages, whatever happens to the program meanwhile. */
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { addDays, localDay } from '#shared/dates.ts'
import type { Callers } from './ask.ts'

/** Sessions of those who write, keep the registers and sign. */
export interface Desk {
  specialist: string
  registrar: string
  leader: string
}

/** What somebody was told: a document was issued, a letter lies there or is entered; by its identity, of a letter with its file. */
export interface AcknowledgedPaper {
  what: 'issued' | 'brought' | 'entered'
  id: string
  sha256: string | null
}

export interface PaperLoad {
  acknowledged: AcknowledgedPaper[]
  /** Begins nothing new; what holds a number is signed, or the number is given up. */
  end(): Promise<void>
}

interface Options {
  baseUrl: string
  callers: Callers
  /** The token of whoever signs, as it is now. */
  leaderToken(): string
  openDesk(): Promise<Desk>
  /** Between one paper and the next, in milliseconds. */
  pauseMs: number
}

/** Who proved who they are signs for a while by that. */
const deskMs = 5 * 60_000
/** So long nobody gives up; afterwards what was not answered is said. */
const patienceMs = 180_000
const ids = '[0-9a-f]{8}-[0-9a-f-]{27}'

export async function startPapers(options: Options): Promise<PaperLoad> {
  const { baseUrl, callers, leaderToken, openDesk, pauseMs } = options
  const acknowledged: AcknowledgedPaper[] = []
  let desk = await openDesk()
  let deskSince = performance.now()
  let isOver = false
  let endsAt = Number.POSITIVE_INFINITY

  /** The database may be away just now: the old sessions stay. */
  async function renewDesk(): Promise<void> {
    desk = await openDesk().catch(() => desk)
    deskSince = performance.now()
  }
  /** Presses the button until the page answers; undefined where it never did. */
  async function press(by: keyof Desk, path: string, fields: Record<string, string> | FormData) {
    while (performance.now() < endsAt) {
      if (performance.now() - deskSince > deskMs) await renewDesk()
      const answer = await fetch(`${baseUrl}${path}`, {
        method: 'POST',
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
        redirect: 'manual',
        headers: { cookie: `nhip=${desk[by]}`, origin: baseUrl },
        signal: AbortSignal.timeout(30_000),
      })
        .then(async ({ status, headers, body }) => {
          await body?.cancel()
          return { status, location: headers.get('location') ?? '' }
        })
        .catch(() => undefined)
      // A clock was turned by more than a session lasts.
      const isOut = answer?.location.includes('dang-nhap')
      if (isOut) await renewDesk()
      else if (answer && answer.status < 500) return answer
      await rest(300)
    }
    callers.unanswered += 1
    return undefined
  }
  const stateOf = async (id: string) =>
    (await callers.ask(`/documents/${id}`, { token: leaderToken() }))?.body.status

  /** Drafted, sent its route, which is empty for what is most urgent, and signed as it was read. */
  async function signOne(): Promise<void> {
    const begun = await press('specialist', '/van-ban/moi', {
      kind: 'official_letter',
      power: 'committee',
      urgency: 'express',
      subject: `Về việc thử ${randomUUID()}`,
      recipients: 'Như trên',
    })
    const id = new RegExp(`/van-ban/(${ids})`).exec(begun?.location ?? '')?.[1]
    if (!id) return
    await press('specialist', `/van-ban/${id}?/submit`, { version: '1', amount: '' })
    for (let attempt = 0; attempt < 4; attempt++) {
      await press('leader', '/ky-so/van-ban?/begin', { 'ids[]': id })
      const draft = await callers.askPlainly(`/documents/${id}/draft`, {
        token: leaderToken(),
        mayRefuse: ['documents.not_found', 'documents.wrong_status'],
      })
      if (draft?.status === 200) {
        const sha256 = createHash('sha256').update(draft.bytes).digest('hex')
        await press('leader', '/ky-so/van-ban?/sign', { [`sha256.${id}`]: sha256 })
      }
      if ((await stateOf(id)) === 'issued') {
        acknowledged.push({ what: 'issued', id, sha256: null })
        return
      }
      // Refused, or stopped in between: what was confirmed goes on by itself, and the rest is begun again.
      await rest(1_000)
    }
    await press('leader', '/ky-so/van-ban?/decline', { 'ids[]': id })
  }

  /** A letter on paper is brought as a file, and entered in the register. */
  async function takeInOne(): Promise<void> {
    const name = randomUUID()
    const bytes = new Uint8Array(aPdf([`<< /Note (${name}) >>`]))
    const form = new FormData()
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), `${name}.pdf`)
    const brought = await press('registrar', '/van-ban/den/nhan', form)
    const id = new RegExp(`/nhan/(${ids})`).exec(brought?.location ?? '')?.[1]
    if (!id) return
    acknowledged.push({ what: 'brought', id, sha256: createHash('sha256').update(bytes).digest('hex') })
    const [year = '', month = '', day = ''] = addDays(localDay(new Date()), -3).split('-')
    const entered = await press('registrar', `/van-ban/den/nhan/${id}?/vao-so`, {
      symbol: name.slice(0, 8),
      'issuedOn.day': day,
      'issuedOn.month': month,
      'issuedOn.year': year,
      organ: 'Công ty Thử',
      type: 'official_letter',
      subject: `Thư thử ${name}`,
    })
    // Pressed again after an answer that was lost it is entered already, and says so.
    if (entered?.status === 303) acknowledged.push({ what: 'entered', id, sha256: null })
  }

  const working = (async () => {
    for (let turn = 0; !isOver; turn++) {
      await (turn % 2 === 0 ? takeInOne() : signOne())
      await rest(pauseMs)
    }
  })()
  return {
    acknowledged,
    async end() {
      isOver = true
      endsAt = performance.now() + patienceMs
      await working
    },
  }
}
