/**
 * A program of its own that works on the database of the environment as people do: it submits dossiers with papers and
 * seals the log, and the first is decided and signed, until its input ends or `count` are done, and prints the code of each once it is acknowledged.
 */

import { openQueue, perform } from '#server/facts.ts'
import { loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { loadServiceFiles } from '#server/modules/catalogue/load-services.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
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
