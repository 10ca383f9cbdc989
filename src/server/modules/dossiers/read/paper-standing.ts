import type { Service } from '#server/modules/catalogue/index.ts'
import type { Action } from '../model.ts'
import type { DossierPaper } from './paper-queries.ts'

/** `revoked`: the agency that issued it took it back. `added`: came with the last supplement. `rejected`: an officer could not use it. `replaced`: a later one answers in its place. */
export type PaperStanding = 'given' | 'added' | 'rejected' | 'replaced' | 'revoked'

/** How each paper of a dossier stands, by its number. `asked` are the papers of its service, `takenBack` the
 * files that are papers taken back since. */
export function standingOfPapers(
  papers: readonly Pick<DossierPaper, 'seq' | 'key' | 'actionSeq' | 'sha256'>[],
  actions: readonly Pick<Action, 'seq' | 'kind' | 'data'>[],
  asked: readonly { key: string; maxFiles: number }[],
  takenBack: ReadonlySet<string> = new Set(),
): Map<number, PaperStanding> {
  const rejected = new Set(
    actions.flatMap(({ kind, data }) => (kind === 'ask_supplement' ? (data.rejectedPapers ?? []) : [])),
  )
  const answered = actions.findLast(({ kind }) => kind === 'answer_supplement')?.seq
  const standing = (paper: (typeof papers)[number]): PaperStanding => {
    if (takenBack.has(paper.sha256)) return 'revoked'
    if (rejected.has(paper.seq)) return 'rejected'
    const isOnly = asked.find(({ key }) => key === paper.key)?.maxFiles === 1
    if (isOnly && papers.some(({ key, seq }) => key === paper.key && seq > paper.seq)) return 'replaced'
    return answered !== undefined && paper.actionSeq === answered ? 'added' : 'given'
  }
  return new Map(papers.map((paper) => [paper.seq, standing(paper)]))
}

/** What a paper is: what the service asks for, or what an officer recorded with it. */
export function paperTitle(
  { papers, prerequisites }: Pick<Service, 'papers' | 'prerequisites'>,
  key: string,
): string {
  return [...papers, ...prerequisites].find((one) => one.key === key)?.name ?? key
}
