import { createHash } from 'node:crypto'
import { z } from 'zod'
import { listServices, type Service } from '#server/modules/catalogue/index.ts'
import { type BeingSigned, listBeingSigned } from '#server/modules/documents/index.ts'
import {
  type ActionKey,
  acceptDossier,
  type DossierPaper,
  forwardDossier,
  getOfficerDossier,
  isRefusalAwaited,
  isRunning,
  listAsked,
  listPapersOfDossiers,
  listWork,
  mayAskSupplement,
  papersOf,
  type WorkListRow,
  workTabs,
} from '#server/modules/dossiers/index.ts'
import { listStaffOf, namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { readValues } from '#server/platform/forms/read-values.ts'
import { newId } from '#server/platform/id.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { dateWords, formatDateTime, formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad } from './$types'
import { readListQuery } from './list-query.ts'
import { paperKind } from './paper-kind.ts'
import { presentClock } from './present-clock.server.ts'

export const load: PageServerLoad = async ({ locals, url }) => {
  const officer = requireCaseHandler(locals.actor)
  const query = readListQuery(url)
  return perform(officer, async (work) => {
    const { rows, counts, total, pageSize } = await listWork(work, officer, query)
    const services = await listServices(work)
    const names = new Map(services.map(({ code, plainName }) => [code, plainName]))
    const papers = await listPapersOfDossiers(
      work.tx,
      rows.map(({ id }) => id),
    )
    const signing = await listBeingSigned(
      work,
      rows.map(({ id }) => id),
    )
    const onPaper = await papersOf(work, query.tab === 'paper' ? rows.map(({ id }) => id) : [])
    const staff = await namesOfStaff(
      work,
      rows.flatMap(({ assigneeId }) => assigneeId ?? []),
    )
    return {
      query: { tab: query.tab, q: query.q, service: query.service ?? '', mine: query.mine, page: query.page },
      rows: rows.map((row) => ({
        ...present(row, names, staff, signing.get(row.id), work.now),
        ...(query.tab === 'paper' ? presentPaperResult(onPaper.get(row.id)) : {}),
        mayAsk: mayAskSupplement(officer, row),
        maySign: row.step === 'leader' && officer.roles.includes('leader'),
        isRunning: isRunning(row.status),
        papers: papers
          .filter(({ dossierId }) => dossierId === row.id)
          .map((paper) =>
            presentPaper(
              paper,
              services.find(({ code }) => code === row.serviceCode),
            ),
          ),
      })),
      tabs: workTabs.map((tab) => ({
        tab,
        text: m.dossiers.workList.tabs[tab],
        count: tab === 'done' ? undefined : counts[tab],
      })),
      counts,
      total,
      pageSize,
      order: query.q || query.tab === 'done' ? ('newest' as const) : ('due' as const),
      services: services
        .map(({ code, plainName }) => ({ code, name: plainName }))
        .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
      /** By other agencies, for an opinion. */
      asked: (await listAsked(work, officer)).length,
      at: formatTime(work.now),
      requestKey: newId(),
      mayAccept: officer.roles.includes('one_stop'),
      staff: await specialistsFor(work, officer),
    }
  })
}

/** To whom the chosen dossiers may be given. */
async function specialistsFor(work: Work, officer: Officer) {
  if (!officer.roles.includes('one_stop') && !officer.roles.includes('specialist')) return []
  const staff = await listStaffOf(work, officer.agencyId)
  return staff
    .filter(({ roles }) => roles.includes('specialist'))
    .map(({ id, name }) => ({ value: id, label: name }))
}

const Chosen = z.object({
  requestKey: z.uuid(),
  codes: z.array(z.string().max(60)).max(50).default([]),
  assigneeId: z.union([z.uuid(), z.literal('')]).default(''),
})
type Chosen = z.output<typeof Chosen>

type Step = (work: Work, officer: Officer, id: string, chosen: Chosen, code: string) => Promise<unknown>

/** Takes one step with each chosen dossier, each for itself: what one refuses keeps no other back, and every one is answered by name. */
function forEach(step: Step, done: string) {
  return async ({ request, locals }: { request: Request; locals: App.Locals }) => {
    const officer = requireCaseHandler(locals.actor)
    const chosen = Chosen.safeParse(await readValues(request))
    if (!chosen.success || chosen.data.codes.length === 0) return { many: [], nothing: true }
    const many = []
    for (const code of new Set(chosen.data.codes)) {
      let name = ''
      const answer = await perform(officer, async (work) => {
        const dossier = await getOfficerDossier(work, officer, code)
        name = dossier.applicantName
        await step(work, officer, dossier.id, chosen.data, code)
      }).then(
        () => ({ isDone: true, words: done }),
        (error: unknown) => {
          if (!(error instanceof Refusal)) throw error
          return { isDone: false, words: m.refusal(error.code, error.details) }
        },
      )
      many.push({ code, name, ...answer })
    }
    return { many, nothing: false }
  }
}

/** One press, many steps: each has a key of its own, the same whenever the press is repeated. */
function keyFor({ requestKey }: Chosen, code: string, step: string): ActionKey {
  const hex = createHash('sha256').update(`${requestKey} ${code} ${step}`).digest('hex')
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return { requestKey: parts.join('-') }
}

export const actions: Actions = {
  acceptMany: forEach(
    (work, officer, id, chosen, code) => acceptDossier(work, officer, id, keyFor(chosen, code, 'accept')),
    m.dossiers.handle.done.accept ?? '',
  ),
  assignMany: forEach(async (work, officer, id, chosen, code) => {
    const { assigneeId } = chosen
    await forwardDossier(work, officer, id, assigneeId ? { assigneeId } : {}, keyFor(chosen, code, 'forward'))
  }, m.dossiers.handle.done.forward ?? ''),
}

function present(
  row: WorkListRow,
  names: Map<string, string>,
  staff: Map<string, string>,
  signing: BeingSigned | undefined,
  now: Date,
) {
  return {
    code: row.code,
    name: row.applicantName,
    service: names.get(row.serviceCode) ?? row.serviceCode,
    channel: m.dossiers.workList.channels[row.channel] ?? '',
    submitted: `${formatTime(row.submittedAt)}, ${dateWords(row.submittedAt)}`,
    status: row.status,
    clock: presentClock(row, now),
    step: stepWords(row, signing),
    assignee:
      signing?.signerName ||
      (row.assigneeId ? (staff.get(row.assigneeId) ?? '') : m.dossiers.workList.unassigned),
  }
}

/** Of a result asked for on paper the clock is that of the counter. */
function presentPaperResult(paper: PaperResultRow | undefined) {
  if (!paper) return {}
  const words = m.dossiers.handover
  const at = formatDateTime(paper.readyBy)
  const state: 'late' | 'ok' = paper.isLate ? 'late' : 'ok'
  const said = paper.isLate ? words.late(at) : words.onTime(at)
  const waits = paper.printedAt ? words.waitsSince(formatDateTime(paper.printedAt)) : ''
  return {
    clock: { state, words: said, short: said, at: waits, used: undefined },
    step: words.states[paper.state],
    assignee: `${words.amount(paper.originals, paper.copies)}, ${words.way[paper.way].toLocaleLowerCase('vi')}`,
  }
}

type PaperResultRow = Awaited<ReturnType<typeof papersOf>> extends Map<string, infer Row> ? Row : never

function stepWords(
  { status, step, waitsFor, waitsUntil }: WorkListRow,
  signing: BeingSigned | undefined,
): string {
  if (signing) return m.documents.sign.step(signing.symbol)
  if (isRefusalAwaited({ status, step })) return m.dossiers.refusalAwaited
  const words = status === 'submitted' ? m.dossiers.workList.tabs.new : (m.dossiers.steps[step] ?? step)
  if (waitsFor === 0) return words
  return m.dossiers.workList.waits(words, waitsFor, waitsUntil ? formatDateTime(waitsUntil) : '')
}

/** A paper by the name its service gives it. */
function presentPaper({ seq, key, name, mediaType, size }: DossierPaper, service: Service | undefined) {
  return {
    seq,
    name: service?.papers.find((paper) => paper.key === key)?.name ?? name,
    kind: paperKind(mediaType, size),
  }
}
