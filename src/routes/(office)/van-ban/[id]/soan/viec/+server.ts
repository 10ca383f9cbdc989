/** What the page's script asks for while somebody writes: JSON in, JSON out, refusals in words. */
import { json } from '@sveltejs/kit'
import { z } from 'zod'
import { sayFinding } from '#server/crafts/layout-rules/say-finding.ts'
import {
  DraftText,
  decideProposal,
  drawDraft,
  keepVersion,
  listMentionedWhoLeft,
  outcomes,
  Proposal,
  propose,
  Remark,
  releaseLease,
  remark,
  saveDraft,
  settleRemark,
  takeLease,
  takePicture,
  textUnreadable,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { describeFailure } from '#server/platform/web/failure.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { formatTime } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { mostFindings } from '#ui/editor/page-drawer.ts'
import type { RequestHandler } from './$types'

const Asked = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('take') }),
  z.strictObject({ do: z.literal('release') }),
  z.strictObject({ do: z.literal('save'), revision: z.int().min(0), text: DraftText }),
  z.strictObject({ do: z.literal('keep') }),
  /** Leaves: keeps what was written as a version and gives the turn up, in one. */
  z.strictObject({ do: z.literal('leave') }),
  z.strictObject({ do: z.literal('draw'), text: DraftText, known: z.array(z.string().max(80)).max(100) }),
  z.strictObject({ do: z.literal('remark'), ...Remark.shape }),
  z.strictObject({ do: z.literal('settle'), id: z.uuid() }),
  z.strictObject({ do: z.literal('propose'), ...Proposal.shape }),
  z.strictObject({ do: z.literal('decide'), id: z.uuid(), outcome: z.enum(outcomes) }),
  z.strictObject({ do: z.literal('picture'), upload: z.uuid() }),
])
type Asked = z.infer<typeof Asked>

export const POST: RequestHandler = async ({ locals, params, request }) => {
  try {
    const officer = requireDocumentHandler(locals.actor)
    if (!isId(params.id)) throw textUnreadable({})
    const sent = Asked.safeParse(await request.json().catch(() => undefined))
    if (!sent.success) throw textUnreadable({ problem: problemOf(sent.error) })
    return json(await answer(officer, params.id, sent.data), { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    const { status, code, details, reference } = describeFailure(error)
    return json({ code, message: m.refusal(code, details), reference }, { status })
  }
}

function answer(officer: Officer, id: string, asked: Asked): Promise<object> {
  if (asked.do === 'draw') return draw(officer, id, asked)
  return perform(officer, (work) => act(work, officer, id, asked))
}

async function draw(officer: Officer, id: string, asked: Extract<Asked, { do: 'draw' }>): Promise<object> {
  const { findings, ...drawn } = await drawDraft(officer, id, asked)
  return {
    ...drawn,
    findings: findings.slice(0, mostFindings).map(({ rule, found, place }) => ({
      ...sayFinding({ rule, found }),
      severity: m.documents.layout.severities[rule.severity],
      block: place.block ?? null,
      words: place.words ?? '',
    })),
  }
}

async function act(
  work: Work,
  officer: Officer,
  id: string,
  asked: Exclude<Asked, { do: 'draw' }>,
): Promise<object> {
  switch (asked.do) {
    case 'take':
      return turn(await takeLease(work, officer, id))
    case 'release':
      await releaseLease(work, officer, id)
      return {}
    case 'save': {
      const saved = await saveDraft(work, officer, id, asked)
      const left = await listMentionedWhoLeft(work, asked.text.body)
      return { ...saved, ...turn(saved), at: formatTime(work.now), left }
    }
    case 'keep':
      return keepVersion(work, officer, id)
    case 'leave':
      await keepVersion(work, officer, id)
      await releaseLease(work, officer, id)
      return {}
    case 'remark': {
      const { do: _, ...input } = asked
      return remark(work, officer, id, input)
    }
    case 'settle':
      await settleRemark(work, officer, id, asked.id)
      return {}
    case 'propose': {
      const { do: _, ...input } = asked
      return propose(work, officer, id, input)
    }
    case 'decide':
      await decideProposal(work, officer, id, asked)
      return {}
    case 'picture':
      return takePicture(work, officer, id, asked.upload)
  }
}

const turn = ({ until }: { until: Date }) => ({ until: formatTime(until) })

/** What is wrong with the text, where its schema says it in a word of ours. */
function problemOf({ issues }: z.ZodError): string {
  const known = issues.find((issue) => issue.code === 'custom')
  return known?.message ?? ''
}
