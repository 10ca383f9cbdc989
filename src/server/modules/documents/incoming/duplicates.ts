/** What of the register may be the same as what came (NĐ 30/2020/NĐ-CP Phụ lục VI): shown beside it before anything is entered twice. */
import type { Work } from '#server/platform/work.ts'
import { type Duplicate, listAlike, type Sought } from './incoming-queries.ts'
import { type Arrival, type IncomingDetails, plainKey } from './model.ts'
import { isAlike, sketchOf } from './text-sketch.ts'

export type Found = Omit<Duplicate, 'textKey'>

/** What is sought of what came, with what the clerk enters or, before that, what was read. */
export function soughtOf(
  arrival: Pick<Arrival, 'said' | 'reading'>,
  sha256: string,
  {
    organ = '',
    sentNumber = '',
    symbol = '',
  }: Partial<Pick<IncomingDetails, 'organ' | 'sentNumber' | 'symbol'>>,
): Sought {
  return {
    sentDocument: arrival.said.documentId ?? null,
    sha256,
    organKey: plainKey(organ),
    sentNumber: sentNumber.replace(/^0+(?=\d)/, ''),
    symbolKey: plainKey(symbol),
    textKey: sketchOf(textOf(arrival)),
  }
}

/** The words of what was read, page after page. */
export function textOf({ reading }: Pick<Arrival, 'reading'>): string {
  return (reading?.pages ?? []).map(({ text }) => text).join('\n')
}

/** What these agencies have entered that may be the same, each with what makes it so. */
export async function findDuplicates(
  work: Pick<Work, 'tx'>,
  agencyIds: readonly string[],
  sought: Sought,
): Promise<Found[]> {
  const alike = await listAlike(work.tx, agencyIds, sought)
  return alike.flatMap(({ textKey, ...found }) => {
    const why = found.why.filter((one) => one !== 'text' || isAlike(textKey, sought.textKey))
    return why.length > 0 ? [{ ...found, why }] : []
  })
}
