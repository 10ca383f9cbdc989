/** Carries on, through the contract, each case an earlier release left here; prints what came of it as JSON. */
import { setTimeout as rest } from 'node:timers/promises'
import { payFees } from '#server/modules/dossiers/paying/fixtures.ts'
import { sealLog } from '#server/platform/log/seal/seal-log.ts'
import { proposal, read, supplement } from '../rights/scenes.ts'
import { Release } from './release.ts'
import { openStageWithQueue } from './stage-with-queue.ts'

const { cases } = Release.pick({ cases: true }).parse(JSON.parse(process.argv[2] ?? ''))
const stage = await openStageWithQueue()
const { citizen, clerk, specialist, leader, chairman } = stage.cast

const held: Record<string, unknown> = {}
for (const [name, { code }] of Object.entries(cases)) {
  const { body } = await citizen(`/dossiers/${code}`)
  const { status, dueAt, answers } = body
  held[name] = { status, dueAt, answers }
}

async function verdictOf(documentId: string): Promise<string> {
  const file = await citizen(`/documents/${documentId}/file`)
  const headers = { 'content-type': 'application/pdf' }
  const check = () => stage.cast.stranger('/documents/check', { raw: new Uint8Array(file.bytes), headers })
  let answer = await check()
  // Files are read by turns: whoever is asked to wait comes again.
  for (let again = 0; answer.status === 503 && again < 60; again++) {
    await rest(1000)
    answer = await check()
  }
  return answer.body.verdict
}

async function signAndDeliver(code: string): Promise<{ status: string; verdict: string }> {
  const { body: dossier } = await leader(`/dossiers/${code}`)
  const documentId = dossier.resultId
  await leader(`/dossiers/${code}/start-signing`, { json: {} })
  const signed = await leader(`/dossiers/${code}/sign`, { json: await read(leader, documentId) })
  if (signed.status >= 300) throw new Error(`${code}: ${JSON.stringify(signed.body)}`)
  // Its fee was said when it was filed and asked by nobody then: this program asks before it hands the result over.
  await payFees(dossier.id, new Date())
  await stage.deliver({ id: dossier.id, code })
  const { body } = await citizen(`/dossiers/${code}`)
  return { status: body.status, verdict: await verdictOf(documentId) }
}

const { submitted, accepted, supplement: waiting, processing, proposed, returned, ordered } = cases
const act = async (caller: typeof clerk, { code }: { code: string }, action: string, json: object = {}) =>
  (await caller(`/dossiers/${code}/${action}`, { json })).status

const outcome = {
  held,
  submitted: await act(clerk, submitted, 'ask-supplement', supplement),
  accepted: await act(clerk, accepted, 'forward'),
  withdrawn: await act(citizen, waiting, 'withdraw', { reason: 'Nộp nhầm' }),
  processing:
    (await act(specialist, processing, 'propose', proposal)) === 200
      ? await signAndDeliver(processing.code)
      : 'not proposed',
  proposed: await signAndDeliver(proposed.code),
  returned: await verdictOf(returned.documentId),
  checked: (await stage.cast.stranger(`/documents/check?code=${returned.checkCode}`)).body.verdict,
  vault: (await citizen(`/vault/${returned.vaultPaper}/file`)).bytes.length > 10_000,
  task: (await chairman(`/tasks/${ordered.taskId}`)).body.status,
  filed: (await clerk(`/dossiers/${(await stage.submit()).code}/accept`, { json: {} })).status,
}
await sealLog()
process.stdout.write(JSON.stringify(outcome))
process.exit(0)
