import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  giveUpNumber,
  type HeldNumber,
  listOpenNumbers,
  type RegisterPage,
  readRegister,
  registerPageSize,
} from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { handleStaffForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { askedIn, registerKeys } from './register-query.server.ts'

const words = m.documents.registers

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const officer = requireDocumentHandler(locals.actor)
  setHeaders({ 'cache-control': 'no-store' })
  const asked = askedIn(url.searchParams)
  let found: RegisterPage
  let refusal = asked.isDayWrong ? words.dayWrong : ''
  try {
    found = await perform(officer, (work) => readRegister(work, officer, asked))
  } catch (error) {
    // Days that are no span: the year is shown, and what is wrong with them is said.
    if (!(error instanceof Refusal) || !asked.span) throw error
    refusal = m.refusal(error.code, error.details)
    found = await perform(officer, (work) => readRegister(work, officer, { ...asked, span: undefined }))
  }
  const { which, register, year, series, page, pages, total, rows, agencyId } = found
  const open =
    which === 'out' ? await perform(officer, (work) => listOpenNumbers(work, officer, agencyId)) : []
  const first = (page - 1) * registerPageSize + 1
  const years = series.filter((one) => one.register === register).map((one) => one.year)
  const span = found.span
  return {
    key: asked.key,
    keys: Object.keys(registerKeys) as (keyof typeof registerKeys)[],
    which,
    register,
    year,
    registers: [...new Set(series.map((one) => one.register))].map((key) => ({
      key,
      name: words.nameOf(key),
    })),
    years: [...new Set([...years, year])].sort((one, other) => other - one),
    typed: asked.typed,
    span,
    refusal,
    open: open.map((one) => presentOpen(one, officer.roles.includes('clerk'))),
    /** Of a number that is to be given up, from where it was shown. */
    toGiveUp: url.searchParams.get('bo-so') ?? '',
    isGivenUp: url.searchParams.get('xong') === 'bo-so',
    page,
    pages,
    shown: rows.length > 0 ? words.shown(first, first + rows.length - 1, total) : '',
    rows: rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) =>
        typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell) ? formatDate(cell) : String(cell ?? ''),
      ),
      href: which === 'out' ? undefined : `/van-ban/viec/${row.documentId}`,
    })),
  }
}

/** What a clerk does not see, the result of a dossier, is not led to. */
function presentOpen(one: HeldNumber, isClerk: boolean) {
  const { documentId, source, symbol, register, year, number } = one
  const { signerName, takenAt, confirmedAt, leaderSignedAt } = one
  const state = leaderSignedAt ? 'seal' : confirmedAt ? 'confirmed' : 'held'
  return {
    documentId,
    seen: { register, year, number },
    mayGiveUp: one.mayGiveUp,
    symbol,
    register: words.ofYear(words.nameOf(register), year),
    holder: signerName,
    since: formatDateTime(takenAt),
    until: one.until ? formatDateTime(one.until) : state === 'held' ? '' : words.open.noEnd[state],
    state: words.open.states[state],
    /** Whoever seals has their own door for what is wrong. */
    isToSeal: isClerk && state === 'seal' && source === 'agency',
    href: source === 'agency' ? `/van-ban/${documentId}` : undefined,
  }
}

const GivenUp = z.object({
  id: z.uuid(),
  /** The number that was on the page. */
  register: z.string().max(100),
  year: z.coerce.number().int(),
  number: z.coerce.number().int(),
  reason: z.string().default(''),
})

export const actions: Actions = {
  giveUp: (event) =>
    handleStaffForm(event, GivenUp, async ({ reason, ...seen }) => {
      const officer = requireRole(event.locals.actor, 'clerk', 'leader')
      await perform(officer, (work) => giveUpNumber(work, officer, seen, reason))
      redirect(303, '/van-ban/so?so=di&xong=bo-so')
    }),
}
