import { readCheckCode, type Verdict } from '../model.ts'
import { codeUnreadable } from '../refusals.ts'
import { findPublicRecord } from './public-record.ts'

/** Whether a document with this code was issued and still stands. It says nothing about the people it concerns. */
export async function checkDocument({ code: typed }: { code: string }): Promise<Verdict> {
  const code = readCheckCode(typed)
  if (!code) throw codeUnreadable()
  const record = await findPublicRecord({ code })
  if (!record) return { verdict: 'unknown', by: 'code' }
  const { document } = record
  if (record.status === 'revoked') return { verdict: 'revoked', document, by: 'code' }
  return { verdict: 'genuine', document, by: 'code', signatures: [] }
}
