/** What happens to one dossier on a working day, by the people whose steps they are, as far as chance takes it. */
import { createHash, randomUUID } from 'node:crypto'
import { sampleAnswers } from '#server/modules/catalogue/fixtures.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { addDays, localDay } from '#shared/dates.ts'
import type { Answers, AnswerValue } from '#shared/form/answers.ts'
import type { Callers, Request } from './ask.ts'

/** Tokens of the people of one office, and of whoever watches the wall. */
export interface Crew {
  clerk: string
  specialist: string
  leader: string
  monitor: string
}

export type Service = Parameters<typeof sampleAnswers>[0] & { code: string; papers: { key: string }[] }

export interface Acknowledged {
  id: string
  code: string
  /** `submit`, `accept`, `sign` … */
  step: string
  /** SHA-256 of the paper handed in with it. */
  paper: string | null
}

export interface Office {
  callers: Callers
  /** As it is now: doors are opened anew while a dossier is under way. */
  readonly crew: Crew
  /** Opens the doors of the office's people anew, by the clock of this moment. */
  renewCrew(): Promise<void>
  service: Service
  random: () => number
  /** Told of each step once it was acknowledged. */
  acknowledge(step: Acknowledged): void
}

const signingHourOver = 'identity.signing_token_needed'
const wrongAnswers = 'dossiers.answers_wrong'
const mostAttempts = 4

/** Who asks for it and is granted it. */
const owner = 'Nguyễn Thị Thử'

const proposal = () => ({
  outcome: 'approve',
  note: 'Đủ điều kiện theo hồ sơ đã nộp.',
  decision: { grantedTo: owner, months: 6, until: addDays(localDay(new Date()), 180) },
})

/** Files one, and two times of three takes it further: some are supplemented, some proposed twice, most signed. */
export async function workOnOne(office: Office, citizen: string): Promise<void> {
  const { callers, service, random } = office
  const filed = await file(office, citizen)
  if (!filed) return
  const { id, code } = filed
  const act = async (step: string, token: string, json: object, paper: string | null = null) => {
    const path = `/dossiers/${code}/${step.replace('_', '-')}`
    const done = await callers.ask(path, { token, key: randomUUID(), json })
    if (done) office.acknowledge({ id, code, step, paper })
    return done !== undefined
  }
  if (random() < 0.3) await callers.ask(`/status/${code}`, {})
  if (random() < 0.33) return

  if (random() < 0.25) {
    const asked = { items: ['Trang 2 của giấy phép'], reason: 'Bản chụp thiếu trang 2.' }
    if (!(await act('ask_supplement', office.crew.clerk, asked))) return
    const paper = await handIn(office, citizen)
    if (!paper) return
    const papers = [{ key: service.papers[0]?.key, upload: paper.upload }]
    if (!(await act('answer_supplement', citizen, { papers }, paper.sha256))) return
  }
  if (!(await act('accept', office.crew.clerk, {}))) return
  if (!(await act('forward', office.crew.clerk, { note: 'Chuyển chuyên viên' }))) return
  if (!(await lookUp(office, code))) return
  if (!(await act('propose', office.crew.specialist, proposal()))) return
  if (random() < 0.1) {
    if (!(await act('take_back', office.crew.specialist, {}))) return
    if (!(await act('propose', office.crew.specialist, proposal()))) return
  }
  await sign(office, { id, code })
}

/** What the program could not find out, the specialist looks up and ticks. */
async function lookUp({ callers, crew }: Office, code: string): Promise<boolean> {
  const found = await callers.ask(`/dossiers/${code}/checks`, { token: crew.specialist })
  const checks = (found?.body.checks ?? []) as { key: string; state: string }[]
  const marks = checks.flatMap(({ key, state }) => {
    if (state === 'toCheck') return { check: key, verdict: 'right' }
    if (state !== 'toExplain') return []
    return { check: key, verdict: 'wrong', reason: 'Đã xem giấy tờ gốc, đúng luật.' }
  })
  if (!found || marks.length === 0) return found !== undefined
  const request = { token: crew.specialist, key: randomUUID(), json: { marks } }
  return (await callers.ask(`/dossiers/${code}/mark-checks`, request)) !== undefined
}

/** Hands in a paper and files a dossier with it; now and then somebody presses twice. */
async function file(office: Office, citizen: string) {
  const { callers, service, random } = office
  const paper = await handIn(office, citizen)
  if (!paper) return undefined
  const receipts = async (today: string, mayRefuse: string[]) => {
    const request: Request = {
      token: citizen,
      key: randomUUID(),
      mayRefuse,
      json: {
        serviceCode: service.code,
        answers: lawfulAnswers(sampleAnswers(service, { today, unit: '19789', random, optional: 0 })),
        papers: service.papers.slice(0, 1).map(({ key }) => ({ key, upload: paper.upload })),
      },
    }
    const submit = () => callers.askPlainly('/dossiers', request)
    return Promise.all(random() < 0.1 ? [submit(), submit()] : [submit()])
  }
  let filed = await receipts(localDay(new Date()), [wrongAnswers])
  const refused = filed.find((answer) => answer?.title === wrongAnswers)
  // Near midnight a clock that was turned has another today: whoever is told so asks again by that clock.
  if (refused) filed = await receipts(localDay(refused.at), [])
  const [first, second] = filed.flatMap((answer) => (answer && answer.status < 300 ? [answer.body] : []))
  if (!first) return undefined
  if (second && second.code !== first.code) callers.wrong.add(`one key, two receipts: ${second.code}`)
  const { id, code } = first as { id: string; code: string }
  office.acknowledge({ id, code, step: 'submit', paper: paper.sha256 })
  return { id, code }
}

/** What makes an extension lawful, whatever else is answered: given lately, not begun, and extended for the first time. */
function lawfulAnswers({ permit, applicant, ...answers }: Answers): Answers {
  const issuedOn = addDays(localDay(new Date()), -30)
  return {
    ...answers,
    applicant: { ...(applicant as Record<string, AnswerValue>), fullName: owner },
    permit: { ...(permit as Record<string, AnswerValue>), started: false, renewals: 0, months: 6, issuedOn },
  }
}

async function handIn({ callers }: Office, token: string) {
  const key = randomUUID()
  const bytes = new Uint8Array(aPdf([`<< /Note (${key}) >>`]))
  const answer = await callers.ask('/files', { token, key, bytes })
  return answer && { upload: answer.body.upload, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Has the number reserved, reads the file to be signed and confirms it; whoever holds the signed one may have it checked. */
async function sign(office: Office, { id, code }: { id: string; code: string }): Promise<void> {
  const { callers, random } = office
  const dossier = await callers.ask(`/dossiers/${code}`, { token: office.crew.leader })
  const document = dossier?.body.resultId
  if (!document) return
  // Midnight, or a clock that was turned, makes it another file: it is read again.
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const begun = await callers.askPlainly(`/dossiers/${code}/start-signing`, {
      token: office.crew.leader,
      key: randomUUID(),
      json: {},
      mayRefuse: [signingHourOver],
    })
    if (!begun) return
    if (begun.status !== 200) {
      await office.renewCrew()
      continue
    }
    const draft = await callers.ask(`/documents/${document}/draft`, { token: office.crew.leader })
    if (!draft) return
    const sha256 = createHash('sha256').update(draft.bytes).digest('hex')
    const signed = await callers.askPlainly(`/dossiers/${code}/sign`, {
      token: office.crew.leader,
      key: randomUUID(),
      json: { sha256 },
      mayRefuse: ['documents.draft_changed', signingHourOver],
    })
    if (!signed) return
    if (signed.status === 200) {
      office.acknowledge({ id, code, step: 'sign', paper: null })
      break
    }
    // A clock was turned by more than the hour in which a token signs: a new one must do.
    if (signed.title === signingHourOver) await office.renewCrew()
    else if (signed.title !== 'documents.draft_changed') return
    if (attempt === mostAttempts - 1) callers.wrong.add(`a leader could not sign: ${signed.title}`)
  }
  if (random() > 0.2) return
  const result = await callers.ask(`/documents/${document}/file`, { token: office.crew.leader })
  const checked = result && (await callers.ask('/documents/check', { bytes: result.bytes }))
  if (checked && checked.body.verdict !== 'genuine') {
    callers.wrong.add(`a signed result is judged ${checked.body.verdict}`)
  }
}
