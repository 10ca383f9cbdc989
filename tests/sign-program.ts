/**
 * Signs a dossier as a leader until a point, says so, and waits there to be killed: a program of its own for
 * `dossiers/handle/sign-decision.test.ts`. Arguments: the point, the leader and the dossier as JSON.
 */

import * as documents from '#server/modules/documents/events.ts'
import {
  confirmSigning,
  connectSigningKeys,
  reserveNumber,
  signTogether,
} from '#server/modules/documents/index.ts'
import * as dossiers from '#server/modules/dossiers/events.ts'
import { beginAndRead } from '#server/modules/dossiers/fixtures.ts'
import { beginSigning, signDecision } from '#server/modules/dossiers/index.ts'
import * as registry from '#server/modules/registry/events.ts'
import { registerFacts } from '#server/platform/events.ts'
import { perform } from '#server/platform/work.ts'
import { patiently } from './time/patience.ts'

registerFacts(documents, dossiers, registry)

const [point, leader, id, documentId] = JSON.parse(process.argv[2] ?? '')
const killed = new Promise<never>(() => {
  setInterval(() => {}, 1000)
})
const here = () => {
  process.stdout.write('here\n')
  return killed
}

const points: Record<string, () => Promise<unknown>> = {
  reserving: () =>
    perform(leader, async (work) => {
      await reserveNumber(work, leader, documentId)
      await here()
    }),
  reserved: async () => {
    await perform(leader, (work) => reserveNumber(work, leader, documentId))
    await here()
  },
  prepared: async () => {
    await patiently(() => beginSigning(leader, id))
    await here()
  },
  confirmed: async () => {
    const sha256 = await patiently(() => beginAndRead(leader, id))
    connectSigningKeys({ person: here, seal: here })
    await signDecision({ ...leader, confirmedAt: new Date() }, id, { sha256 })
  },
  signed: async () => {
    const sha256 = await patiently(() => beginAndRead(leader, id))
    const proven = { ...leader, confirmedAt: new Date() }
    await perform(leader, (work) => confirmSigning(work, proven, documentId, sha256))
    await signTogether(leader, [documentId])
    await here()
  },
}
await points[point]?.()
