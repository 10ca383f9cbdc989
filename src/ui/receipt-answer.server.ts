/** A receipt as paper or data, for whoever may open it. */
import { error } from '@sveltejs/kit'
import { openReceipt } from '#server/modules/payments/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { m } from '#shared/messages/index.ts'

const kinds = { 'bien-lai.pdf': 'pdf', 'bien-lai.xml': 'xml' } as const
const mediaTypes = { pdf: 'application/pdf', xml: 'application/xml' } as const

export async function answerReceipt(
  actor: Citizen | Officer,
  { id, tep }: { id: string; tep: string },
): Promise<Response> {
  const kind = kinds[tep as keyof typeof kinds]
  if (!kind || !isId(id)) error(404, { message: m.ui.errors.notFound.title })
  const bytes = await openReceipt(actor, id, kind)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaTypes[kind],
      'content-disposition': `${kind === 'pdf' ? 'inline' : 'attachment'}; filename="${tep}"`,
      'cache-control': 'private, no-store',
    },
  })
}
