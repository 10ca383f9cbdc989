import { type RegisterPage, readRegister, registerPageSize } from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { PageServerLoad } from './$types'
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
  const { which, register, year, series, page, pages, total, rows } = found
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
