/** A file on its way into a dossier, sent with a form. */
import type { DraftPaper } from '#server/modules/dossiers/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { receiveFile } from '#server/platform/files/index.ts'
import type { ArrivingFile } from '#server/platform/forms/read-post.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'

/** Keeps the file and hands it on as the paper its field is for. What a rule refuses comes back beside its field. */
export async function receivePaper(
  owner: Citizen | Officer,
  { field, name, source }: ArrivingFile,
  { signal, take }: { signal: AbortSignal; take: (paper: DraftPaper) => unknown },
): Promise<{ field: string; message: string } | undefined> {
  try {
    const { uploadId } = await receiveFile(owner, { name, source, signal })
    await take({ key: field.replace(/^tep\./, ''), upload: uploadId })
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    source.resume()
    return { field, message: m.dossiers.apply.papers.inFile(name, m.refusal(error.code, error.details)) }
  }
}
