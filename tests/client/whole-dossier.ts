/**
 * What a system does that knows nothing but the contract: a dossier from the file to the signed result. Compiled with
 * the client that `generated-client.test.ts` writes beside it from the contract.
 */
import type { Client } from './generated/client/index.ts'
import {
  accept,
  checkDocumentByFile,
  forward,
  type HandedInFile,
  handInFile,
  listDossierChecks,
  listServices,
  listVault,
  type MarkChecks,
  markChecks,
  openDraft,
  openVaultPaper,
  propose,
  readDossier,
  readService,
  sign,
  startSigning,
  submitDossier,
} from './generated/index.ts'

interface Callers {
  citizen: Client
  clerk: Client
  specialist: Client
  leader: Client
}

interface Application {
  service: string
  answers: { [question: string]: unknown }
  /** What the specialist decides. */
  decision: { [question: string]: unknown }
  file: Blob
  /** Until the result has reached the vault. */
  delivered(id: string): Promise<unknown>
}

export async function wholeDossier(
  { citizen, clerk, specialist, leader }: Callers,
  { service, answers, decision, file, delivered }: Application,
): Promise<{ code: string; status: string; verdict: string; signed: Uint8Array }> {
  const { services } = must(
    await listServices({ client: citizen, query: { q: 'gia hạn giấy phép xây dựng' } }),
  )
  if (!services.some(({ code }) => code === service)) throw new Error(`${service} is not offered`)
  const { version } = must(await readService({ client: citizen, path: { code: service } }))

  const { upload }: HandedInFile = must(
    await handInFile({ client: citizen, body: file, headers: { 'x-file-name': 'giay-phep.pdf' } }),
  )
  const receipt = must(
    await submitDossier({
      client: citizen,
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: { serviceCode: service, serviceVersion: version, answers, papers: [{ key: 'permit', upload }] },
    }),
  )
  const path = { code: receipt.code }
  must(await accept({ client: clerk, path, body: {} }))
  must(await forward({ client: clerk, path, body: { note: 'Chuyển chuyên viên' } }))
  const { checks } = must(await listDossierChecks({ client: specialist, path }))
  const marks = checks.flatMap(({ key, state }) => marksOf(key, state))
  must(await markChecks({ client: specialist, path, body: { marks } }))
  must(
    await propose({
      client: specialist,
      path,
      body: { outcome: 'approve', note: 'Đủ điều kiện theo hồ sơ đã nộp.', decision },
    }),
  )
  const { resultId } = must(await readDossier({ client: leader, path }))
  if (resultId === null) throw new Error('nothing to sign')
  must(await startSigning({ client: leader, path, body: {} }))
  const draft = must(await openDraft({ client: leader, path: { id: resultId }, parseAs: 'blob' }))
  must(await sign({ client: leader, path, body: { sha256: await sha256Of(draft) } }))
  await delivered(receipt.id)

  const { status, dueAt, permitted } = must(await readDossier({ client: citizen, path }))
  if (dueAt === null || !permitted.includes('rate')) throw new Error('not at its end')
  const { papers } = must(await listVault({ client: citizen }))
  const result = papers.find(({ documentId }) => documentId === resultId)
  if (!result) throw new Error('not in the vault')
  const signed = must(await openVaultPaper({ client: citizen, path: { id: result.id }, parseAs: 'blob' }))
  const { verdict } = must(await checkDocumentByFile({ client: citizen, body: signed }))
  const bytes = signed instanceof Blob ? new Uint8Array(await signed.arrayBuffer()) : new Uint8Array()
  return { code: receipt.code, status, verdict, signed: bytes }
}

/** What the specialist looked up that the program could not. */
function marksOf(check: string, state: string): MarkChecks['marks'] {
  if (state === 'toCheck') return [{ check, verdict: 'right' }]
  if (state !== 'toExplain') return []
  return [{ check, verdict: 'wrong', reason: 'Đã xem giấy tờ gốc, đúng luật.' }]
}

function must<Data>({ data, error }: { data?: Data | undefined; error?: unknown }): Data {
  if (data === undefined) throw new Error(JSON.stringify(error))
  return data
}

async function sha256Of(file: Blob | File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
