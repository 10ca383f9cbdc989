/** After a restore: the anchor beside the keys learns which seals the database holds now. Says so in one line. */

import { perform } from '#server/facts.ts'
import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { pool } from '#server/platform/database/database.ts'
import { giveUpSeals } from '#server/platform/log/seal/decide.ts'
import { SealingStopped } from '#server/platform/log/seal/finding.ts'

const [until = ''] = process.argv.slice(2)
try {
  const sealed = await perform(system, ({ tx }) =>
    tx.selectFrom('platform.seal').select('batch').limit(1).executeTakeFirst(),
  )
  if (sealed) {
    const reason = until ? `khôi phục đến ${until}` : 'khôi phục bản sao lưu mới nhất'
    const { kept, givenUp, caughtUp } = await giveUpSeals({ reason, by: 'npm run restore' })
    if (givenUp) {
      console.log(`Niêm phong ${givenUp.first}–${givenUp.last} không còn; neo ghi lại điều đó, có chữ ký.`)
    } else if (caughtUp) console.log(`Neo đã theo kịp đến niêm phong ${kept}.`)
    else console.log(`Niêm phong cuối: ${kept}, đúng như neo.`)
  }
} catch (error) {
  if (!(error instanceof SealingStopped)) throw error
  const found = error.findings.map(({ kind }) => kind).join(', ')
  console.error(
    `Niêm phong trong bản khôi phục không nối tiếp được neo ở ${config.NHIP_DATA}/keys (${found}): xem npm run verify.`,
  )
  process.exitCode = 2
} finally {
  await pool.end()
}
