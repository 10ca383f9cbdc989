/** Papers given before that are in force still, where the law gives no second for the same purpose. */
import type { Check } from '#server/modules/catalogue/index.ts'
import { listRevoked } from '#server/modules/documents/index.ts'
import { listIssuedPapers, type RegisterLook } from '#server/modules/registry/index.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { listAnswersOf } from './check-queries.ts'
import { type CaseFacts, personIn } from './finding.ts'
import { endOf } from './plain-tests.ts'

/** By the key of each check that asks; nothing of a check about somebody the register does not know. */
export async function othersInForce(
  work: Work,
  checks: readonly Check[],
  { answers, today, dossierId }: CaseFacts,
  { found }: RegisterLook,
): Promise<CaseFacts['others']> {
  const others = new Map<string, { number: string; on: string; until: string | null }[]>()
  for (const { key, test } of checks) {
    if (test?.kind !== 'noOther') continue
    const ownerId = found.find(({ number }) => number === personIn(answers, test.who).idNumber)?.id
    if (!ownerId) continue
    const { months } = test
    const since = months === undefined ? '1900-01-01' : endOf(today, -months)
    const papers = await listIssuedPapers(work, { ownerId, kind: test.vaultKind, since })
    const revoked = await listRevoked(
      work,
      papers.flatMap(({ documentId }) => documentId ?? []),
    )
    const given = await asProgram({ tx: work.tx, actor: work.actor }, () =>
      listAnswersOf(
        work.tx,
        papers.flatMap((paper) => paper.dossierId ?? []),
      ),
    )
    const isSame = (id: string | null) =>
      valueAt(given.get(id ?? '') as Answers | undefined, test.same) === valueAt(answers, test.same)
    others.set(
      key,
      papers
        .filter(
          (paper) =>
            paper.dossierId !== dossierId && !revoked.has(paper.documentId ?? '') && isSame(paper.dossierId),
        )
        .map(({ number, issuedOn }) => ({
          number: number ?? '',
          on: issuedOn ?? today,
          until: months === undefined ? null : endOf(issuedOn ?? today, months),
        })),
    )
  }
  return others
}
