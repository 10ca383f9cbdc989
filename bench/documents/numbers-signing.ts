/** Writes, submits and signs drafts of one agency without end, until it is killed: for `bench/documents/numbers.ts`. */
import { perform } from '#server/facts.ts'
import { aLetterOf, signAll } from '#server/modules/documents/agency/fixtures.ts'
import { submitDraft } from '#server/modules/documents/index.ts'

const bureau = JSON.parse(process.argv[2] ?? '{}')
const { specialist, deputy } = bureau

async function signWithoutEnd(): Promise<never> {
  for (;;) {
    const id = await aLetterOf(bureau)
    await perform(specialist, (work) => submitDraft(work, specialist, id, { version: 1, amount: null }))
    const [result] = await signAll(deputy, [id])
    if (result?.refusal) console.error(`Not signed: ${result.refusal}`)
    else process.send?.('signed')
  }
}

process.send?.('ready')
await Promise.all(Array.from({ length: 4 }, signWithoutEnd))
