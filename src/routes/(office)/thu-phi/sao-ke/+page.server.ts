import { fail, redirect } from '@sveltejs/kit'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import {
  importStatement,
  listAccountsFor,
  listStatements,
  mostStatementBytes,
} from '#server/modules/payments/index.ts'
import { readUploads } from '#server/platform/forms/read-post.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { bankName } from '#shared/banks.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Actions, PageServerLoad } from './$types'
import { spanWords } from './span-words.ts'

/** Statements of the bank that were taken in, and the way to take in another. */
export const load: PageServerLoad = async ({ locals }) => {
  const officer = requireRole(locals.actor, 'finance')
  return perform(officer, async (work) => {
    const statements = await listStatements(work, officer)
    const names = await namesOfStaff(work, [...new Set(statements.map(({ importedBy }) => importedBy))])
    const accounts = (await listAccountsFor(work, officer)).filter(({ verifiedAt }) => verifiedAt !== null)
    return {
      accounts: accounts.map(({ id, bin, number, holder }) => ({
        value: id,
        label: `${bankName(bin)} ${number} · ${holder}`,
      })),
      statements: statements.map((statement) => ({
        id: statement.id,
        days: spanWords(statement),
        account: `${bankName(statement.bin)} ${statement.number}`,
        importedAt: formatDateTime(statement.importedAt),
        by: names.get(statement.importedBy) ?? '',
        lines: Object.values(statement.counts).reduce((sum, count) => sum + count, 0),
        missing: statement.counts.missing,
        differing: statement.counts.differs,
      })),
    }
  })
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const officer = requireRole(locals.actor, 'finance')
    let file: { name: string; bytes: Buffer } | undefined
    let accountId = ''
    let id: string
    try {
      const post = await readUploads(request, async ({ name, source }) => {
        const parts: Buffer[] = []
        let size = 0
        // One byte too many is held, so that whoever takes it in says how large it may be; the rest is read past.
        for await (const part of source) {
          if (size <= mostStatementBytes) parts.push(part)
          size += part.length
        }
        file = { name, bytes: Buffer.concat(parts) }
      })
      accountId = new Map(post.fields).get('account') ?? ''
      if (post.refused) throw post.refused
      if (!file || file.bytes.length === 0) {
        return fail(422, { accountId, issues: { file: [m.payments.statements.noFile] }, refusal: '' })
      }
      id = await importStatement(officer, { accountId, ...file, signal: request.signal })
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      const refusal = m.refusal(failure.code, failure.details)
      return fail(failure.status, { accountId, issues: {}, refusal })
    }
    redirect(303, `/thu-phi/sao-ke/${id}?xong=nhap`)
  },
}
