/**
 * A program of its own that works on the database of the environment as people do: it submits dossiers with papers and
 * seals the log, and the first is decided and signed, until its input ends or `count` are done, and prints the code of each once it is acknowledged.
 * With `documents` after the count an agency has also written and signed a letter, received one and put both into a work file.
 */

import { openQueue, perform } from '#server/facts.ts'
import { loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { loadServiceFiles } from '#server/modules/catalogue/load-services.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import { aBureau, aLetterOf, approved, signAll } from '#server/modules/documents/agency/fixtures.ts'
import { aMailOfThree } from '#server/modules/documents/incoming/fixtures.ts'
import { fileDocument, openWorkFile } from '#server/modules/documents/index.ts'
import {
  aDesk,
  anAcceptedDossier,
  aProposedDossier,
  monday,
  readAndSign,
} from '#server/modules/dossiers/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { pool } from '#server/platform/database/database.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { sealLog } from '#server/platform/log/seal/seal-log.ts'
import { provinceFolder } from '#server/platform/province.ts'

const count = Number(process.argv[2] ?? Number.POSITIVE_INFINITY)
let isOver = false
process.stdin.on('end', () => {
  isOver = true
})
process.stdin.resume()

await openQueue()
await loadProvinceAgencies()
await perform(system, (work) => loadServiceFiles(work, readServiceFolder(provinceFolder)))
const desk = await aDesk()
if (process.argv[3] === 'documents') await documentsOfAnAgency()
for (let done = 0; done < count && !isOver; done++) {
  const { code } = done === 0 ? await aSignedDossier() : await anAcceptedDossier(desk)
  await sealLog()
  process.stdout.write(`${code}\n`)
}
await boss.stop({ graceful: false })
await pool.end()
process.exit(0)

/** So that documents, their texts, numbers and actions are among what must come along. */
async function aSignedDossier() {
  const filed = await aProposedDossier(desk)
  await readAndSign(desk.leader, filed.id, {}, monday)
  return filed
}

/** So that registers, incoming originals and work files are among it, too. */
async function documentsOfAnAgency() {
  const bureau = await aBureau()
  const { clerk, deputy } = bureau
  const written = await aLetterOf(bureau)
  await approved(bureau, written)
  const [signed] = await signAll(deputy, [written])
  if (signed?.refusal !== null) throw new Error(`a letter was not signed: ${signed?.refusal}`)
  const { documentId: received } = await aMailOfThree(clerk)
  const input = { code: '01', title: 'Hồ sơ thử', retention: 'y2', isConstruction: false }
  const file = await perform(clerk, (work) => openWorkFile(work, input))
  for (const id of [written, received]) await perform(clerk, (work) => fileDocument(work, file, id))
}
