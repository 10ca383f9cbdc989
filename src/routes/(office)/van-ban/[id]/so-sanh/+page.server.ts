import { error } from '@sveltejs/kit'
import { compareVersions } from '#server/modules/documents/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { formatDateTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const officer = requireDocumentHandler(locals.actor)
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  const chosen = (name: string) => {
    const typed = url.searchParams.get(name)
    return typed && /^\d{1,6}$/.test(typed) ? Number(typed) : undefined
  }
  const compared = await perform(officer, (work) =>
    compareVersions(work, officer, params.id, { old: chosen('cu'), young: chosen('moi') }),
  )
  const words = m.documents.edit.versions
  return {
    ...compared,
    id: params.id,
    versions: compared.versions.map(({ version, by, at }) => ({
      version,
      words: words.version(version, by, formatDateTime(at)),
    })),
  }
}
