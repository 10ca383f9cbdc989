/** One document of an agency as its page shows it. */
import { findAgency, getAgency } from '#server/modules/agencies/index.ts'
import {
  type ChosenRule,
  countIssuedPages,
  type Document,
  type DraftView,
  describeDraft,
  findReplacement,
  type Opinion,
  type Part,
  planDraft,
  planRoute,
  TypedSum,
} from '#server/modules/documents/index.ts'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { typeNameOf } from '#shared/document/copies.ts'
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'
import { Refusal } from '#shared/refusal.ts'
import { draftAddresses } from '#ui/draft-address.ts'
import { dueWords, stateWords, urgencyWords } from '../present-row.server.ts'

const words = m.documents.route

/** The sum for which whoever writes a draft asks to see its route, as the address says; undefined where it says none. */
export function askedSum(params: URLSearchParams) {
  const typed = params.get('amount')?.slice(0, 30)
  if (typed === undefined) return undefined
  const { success, data = null } = TypedSum.safeParse(typed)
  return { typed, amount: data, isBad: !success }
}
type AskedSum = ReturnType<typeof askedSum>

/** The document, and how its pages are drawn: outside of this work, which they would hold up. */
export async function presentDraft(work: Work, officer: Officer, view: DraftView, asked?: AskedSum) {
  const { document, route, isOwn, seesMaking, isAsked, may } = view
  const names = await namesOf(work, view)
  const agency = await getAgency(work, document.agencyId)
  const next = document.replacedBy ? await findReplacement(work, document) : undefined
  const symbol = document.symbol ?? ''
  const drawPages = await pagesOf(work, officer, document)
  const draft = {
    id: document.id,
    title: document.title,
    subject: document.subject,
    status: document.status,
    version: document.version,
    step: route.step,
    isOwn,
    seesMaking,
    isAsked,
    destroyed: document.destroyedAt ? m.refusal('documents.destroyed') : '',
    may,
    orders: document.content.orders?.length ?? 0,
    state: next ? words.states.replaced(symbol, next.symbol ?? '') : stateWords({ ...document, ...route }),
    since: words.since(formatDateTime(document.revokedAt ?? document.issuedAt ?? route.since)),
    due: route.dueAt && route.state === 'in_route' ? dueWords(route.dueAt, work.now) : '',
    isLate: route.dueAt !== null && route.state === 'in_route' && route.dueAt < work.now,
    isRevoked: document.status === 'revoked',
    revokedWhy: document.revokedWhy ?? '',
    returned: route.state === 'returned' && route.why ? words.page.returnedWhy(route.why) : '',
    facts: factsOf(view, agency.name, names),
    steps: seesMaking ? await stepsOf(work, view) : [],
    plan: may.submit ? await planOf(work, officer, view, asked) : undefined,
    opinions: await Promise.all(view.opinions.map((one) => presentOpinion(work, document, one, names))),
    silent: view.opinions.filter(({ answeredAt }) => answeredAt === null).length,
    history: view.actions
      .filter(({ kind }) => kind !== 'prepare')
      .map((action) => ({
        title: words.page.actions[action.kind] ?? action.kind,
        by: action.actorId ? (names.get(action.actorId) ?? '') : words.page.program,
        at: formatDateTime(action.at),
        detail: action.reason ?? '',
      })),
    versions: view.versions.map(({ version, draftedBy, draftedAt }) =>
      words.page.version(version, names.get(draftedBy ?? '') ?? '', formatDateTime(draftedAt)),
    ),
    relations: relationsOf(view),
    revocation: document.revokeAskedAt
      ? {
          asked: m.documents.revoke.asked(
            names.get(document.revokeAskedBy ?? '') ?? '',
            formatDateTime(document.revokeAskedAt),
          ),
          why: document.revokeAskedWhy ?? '',
          isMine: document.revokeAskedBy === officer.id,
        }
      : null,
  }
  return { draft, drawPages }
}

/** Those who wrote, acted and answered, by account. */
function namesOf(work: Work, { document, route, actions, versions, opinions }: DraftView) {
  const accounts = [
    route.draftedBy,
    document.draftedBy,
    document.revokeAskedBy,
    ...actions.map(({ actorId }) => actorId),
    ...versions.map(({ draftedBy }) => draftedBy),
    ...opinions.map(({ accountId }) => accountId),
  ].filter((id) => id !== null)
  return namesOfStaff(work, [...new Set(accounts)])
}

function factsOf({ document, route, actions }: DraftView, agency: string, names: Map<string, string>) {
  const label = words.page.facts
  const { amount, chosen } = submittedWith(actions)
  const rows: [string, string][] = [
    [label.type, document.title],
    [label.agency, agency],
    [label.number, document.symbol ?? ''],
    [label.drafter, names.get(route.draftedBy) ?? ''],
    [label.urgency, urgencyWords(document.content.urgency)],
    [label.amount, amount ? formatDong(amount) : ''],
    [label.rule, chosen ? ruleWords(chosen) : ''],
    [label.signer, [document.signerName, document.signerPosition].filter(Boolean).join(', ')],
    [label.issuedAt, document.issuedAt ? formatDateTime(document.issuedAt) : ''],
    [label.checkCode, document.issuedAt ? document.checkCode : ''],
  ]
  return rows.filter(([, value]) => value !== '').map(([name, value]) => ({ label: name, value }))
}

/** What it was last submitted with, and by which rule its route was laid then. */
function submittedWith(actions: DraftView['actions']): {
  amount?: number | null
  chosen?: ChosenRule | null
} {
  return (actions.findLast(({ kind }) => kind === 'submit')?.data ?? {}) as ReturnType<typeof submittedWith>
}

/** `Quy chế chung, áp dụng từ 01/07/2025, cho: Quyết định; từ 500.000.000 đồng`. What an agency makes itself has an id for a key. */
function ruleWords({ id, isOwn, validFrom, types, urgencies, amountFrom, amountTo }: ChosenRule): string {
  const fits = [
    (types ?? []).map(typeNameOf).join(', '),
    (urgencies ?? []).map((urgency) => m.documents.route.urgency[urgency] ?? urgency).join(', '),
    amountFrom === null ? '' : words.page.amountFrom(formatDong(amountFrom)),
    amountTo === null ? '' : words.page.amountTo(formatDong(amountTo)),
  ]
  return words.page.rule(isOwn ?? isId(id), formatDate(validFrom), fits.filter(Boolean).join('; '))
}

/** Its pages: the signed file, or the draft as it stands. */
async function pagesOf(work: Work, officer: Officer, document: Document) {
  const { id, status, sha256 } = document
  const none = { pdf: '', pages: [] as string[], problem: '' }
  const problemOf = (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return { ...none, problem: m.refusal(error.code, error.details) }
  }
  if (status === 'issued' || status === 'revoked') {
    if (!sha256) return async () => ({ ...none, problem: words.page.noFile })
    const pdf = `/van-ban/${id}/tep`
    return async () => {
      const count = await countIssuedPages(document, officer.id)
      return { ...none, pdf, pages: Array.from({ length: count }, (_, index) => `${pdf}/${index + 1}`) }
    }
  }
  if (status === 'discarded') return async () => none
  try {
    const plan = await planDraft(work, id)
    return () =>
      describeDraft(plan, officer.id).then((pages) => ({ ...none, ...draftAddresses(pages) }), problemOf)
  } catch (error) {
    const problem = problemOf(error)
    return async () => problem
  }
}

/** The route it is in: each step with who took it, or who has it since when. */
async function stepsOf(work: Work, { route, actions }: DraftView) {
  const from = actions.findLastIndex(({ kind }) => kind === 'submit')
  const taken = actions.slice(from + 1).filter(({ kind }) => kind === 'approve')
  const steps = []
  for (const [index, step] of route.steps.entries()) {
    const approval = taken.find(({ data }) => (data as { step?: number }).step === index)
    const agency = (await findAgency(work, step.agencyId))?.shortName ?? ''
    const isNow = route.state === 'in_route' && route.step === index
    steps.push({
      title: words.page.step(step.kind, [step.name, agency].filter(Boolean).join(', ')),
      detail: step.skipped
        ? (words.page.skipped[step.skipped] ?? '')
        : approval
          ? approvalWords(approval.data)
          : '',
      at: approval ? formatDateTime(approval.at) : '',
      by: isNow ? [words.page.waiting, words.since(formatDateTime(route.since))].join(' ') : '',
      isNext: !step.skipped && !approval,
    })
  }
  return steps
}

function approvalWords(data: unknown): string {
  const { part, name } = data as { part?: Part; name?: string }
  if (!part) return ''
  const said = words.page.approvedBy(name ?? '', part.as, part.position)
  return part.why ? `${said} (${words.page.partWhy(part.why)})` : said
}

/** What would be laid if it were submitted now: for the sum asked about, else for the one it was last submitted with. */
async function planOf(work: Work, officer: Officer, { document, actions }: DraftView, asked: AskedSum) {
  const amount = asked ? asked.amount : (submittedWith(actions).amount ?? null)
  const { steps, chosen } = await planRoute(work, officer, document, amount)
  const lines = steps.map(({ kind, name, skipped, dueAt }) =>
    [
      words.page.step(kind, name),
      skipped ? words.page.skipped[skipped] : dueAt ? words.due(formatDateTime(new Date(dueAt))) : '',
    ]
      .filter(Boolean)
      .join(skipped ? '. ' : ', '),
  )
  return {
    title: words.page.planTitle(amount === null ? '' : formatDong(amount)),
    lines,
    rule: chosen ? ruleWords(chosen) : '',
    amount: asked?.typed ?? (amount === null ? '' : String(amount)),
    isAsked: asked !== undefined,
    isAmountBad: asked?.isBad ?? false,
  }
}

/** Who was asked and what they said; silence is said to be silence. */
async function presentOpinion(work: Work, document: Document, one: Opinion, names: Map<string, string>) {
  const agency = (await findAgency(work, one.agencyId))?.name ?? one.agencyId
  const due = formatDateTime(one.dueAt)
  const isSilent = one.answeredAt === null
  return {
    id: one.id,
    who: one.accountId ? [names.get(one.accountId), agency].filter(Boolean).join(', ') : agency,
    asked: words.opinions.asked(one.question, formatDateTime(one.askedAt)),
    isSilent,
    isLate: isSilent && one.dueAt < work.now,
    answer: isSilent
      ? one.dueAt < work.now
        ? words.opinions.silentOverdue(due)
        : words.opinions.silent(due)
      : (words.opinions.answers[one.answer ?? ''] ?? ''),
    wording: one.wording ?? '',
    by: one.answeredAt
      ? [
          words.opinions.answeredBy(one.answeredName ?? '', formatDateTime(one.answeredAt)),
          one.answeredAt > one.dueAt ? words.opinions.late : '',
          one.answeredVersion !== null && one.answeredVersion < document.version
            ? words.opinions.ofEarlier(one.answeredVersion)
            : '',
        ]
          .filter(Boolean)
          .join('; ')
      : '',
  }
}

function relationsOf({ document, relations }: DraftView) {
  const { meetingId } = document.content
  const ofMeeting = (document.kind === 'minutes' ? m.meetings.minutes : m.meetings.notice).source
  const source = meetingId ? [{ href: `/hop/${meetingId}`, text: ofMeeting }] : []
  const others = relations
    .filter((one) => one.documentId === document.id || one.settledAt !== null)
    .map((one) => {
      const isOurs = one.documentId === document.id
      const symbol = (isOurs ? one.targetSymbol : one.symbol) ?? words.page.noSymbolYet
      return {
        href: `/van-ban/${isOurs ? one.targetId : one.documentId}`,
        text: (isOurs ? words.page.related : words.page.relatedBy)(one.kind, symbol),
      }
    })
  return [...source, ...others]
}
