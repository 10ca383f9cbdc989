/** Leaves a case in every state on the installation this process is pointed at, and prints them as JSON. */
import { sealLog } from '#server/platform/log/seal/seal-log.ts'
import { setScene } from '../rights/scenes.ts'
import { type Case, caseNames } from './release.ts'
import { openStageWithQueue } from './stage-with-queue.ts'

const stage = await openStageWithQueue()
const cases: Record<string, Case> = {}
for (const name of caseNames) {
  const { code, documentId, checkCode, vaultPaper, taskId } = await setScene(stage, name)
  const { body } = await stage.cast.citizen(`/dossiers/${code}`)
  const { status, dueAt, answers } = body
  cases[name] = { code, documentId, checkCode, vaultPaper, taskId, dossier: { status, dueAt, answers } }
}
await sealLog()
process.stdout.write(JSON.stringify(cases))
process.exit(0)
