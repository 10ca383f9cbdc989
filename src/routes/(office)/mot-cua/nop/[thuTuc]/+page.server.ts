import { fail, redirect } from '@sveltejs/kit'
import { type DraftPaper, FileForApplicant, fileDossier } from '#server/modules/dossiers/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { type Post, readUploads } from '#server/platform/forms/read-post.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { receivePaper } from '#ui/dossiers/receive-paper.server.ts'
import { papersKept } from '#ui/dossiers/supplement-form.server.ts'
import { forgetParked, park, parkedOnOpening, unsentFile } from '#ui/form/parked-form.server.ts'
import type { Actions, PageServerLoad } from './$types'
import {
  applicantIn,
  type Issue,
  isByPost,
  openCounter,
  pageOf,
  readCounter,
  requestKeyOf,
  typedIn,
} from './counter-form.server.ts'

export const load: PageServerLoad = async (event) => {
  const officer = requireRole(event.locals.actor, 'one_stop')
  const parked = (await parkedOnOpening(event, officer)) ?? []
  const isControl = ([name]: [string, string]) => name.startsWith('_')
  const post = {
    fields: parked.filter((field) => !isControl(field)),
    control: Object.fromEntries(parked.filter(isControl)),
  }
  return perform(officer, async (work) => {
    const open = await openCounter(work, event.params.thuTuc)
    return {
      ...(await pageOf(work, officer, open, { post, papers: papersKept(post), issues: [] })),
      isRestored: parked.length > 0,
      unsent: parked.flatMap(([name, value]) => (name === unsentFile ? [value] : [])),
    }
  })
}

export const actions: Actions = {
  default: async (event) => {
    const { actor } = event.locals
    const arrived: DraftPaper[] = []
    const unsent: [string, string][] = []
    const issues: Issue[] = []
    const post = await readUploads(event.request, async (upload) => {
      if (actor.kind !== 'officer') {
        unsent.push([unsentFile, upload.name])
        return void upload.source.resume()
      }
      const take = (paper: DraftPaper) => arrived.push(paper)
      const issue = await receivePaper(actor, upload, { signal: event.request.signal, take })
      if (issue) issues.push(issue)
    })
    if (actor.kind === 'anonymous') {
      const controls = Object.entries(post.control).filter(([name]) => /^_(giu|hien|khoa|bo-)/.test(name))
      return park(event, [...post.fields, ...controls, ...unsent])
    }
    const officer = requireRole(actor, 'one_stop')
    const taken = { code: event.params.thuTuc, post, papers: [...papersKept(post), ...arrived], issues }
    try {
      if (post.refused) throw post.refused
      const sent = await take(officer, taken)
      if ('again' in sent) return fail(422, { refusal: undefined, ...sent.again })
      await forgetParked(event, officer)
      redirect(303, sent.isOurs ? `/mot-cua/${sent.code}?xong=submit` : `/mot-cua/nop?xong=${sent.code}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const again = await perform(officer, async (work) =>
        pageOf(work, officer, await openCounter(work, taken.code), taken),
      )
      return fail(error.status, { refusal: m.refusal(error.code, error.details), ...again })
    }
  },
}

interface Taken {
  code: string
  post: Post
  papers: readonly DraftPaper[]
  /** What is wrong with the files that came. */
  issues: readonly Issue[]
}

/** Files it, or gives the page again with what stands against it: nothing is half done. */
async function take(officer: Officer, { code, post, papers, issues }: Taken) {
  const read = await perform(officer, async (work) => {
    const open = await openCounter(work, code)
    const { reading, asked } = readCounter(open, post)
    const { given, issues: ofWho } = applicantIn(open, post, reading.answers)
    const isSending = (post.control._viec ?? 'nop') === 'nop'
    const wrong = isSending ? [...issues, ...ofWho] : [...issues]
    const isWhole = isSending && wrong.length === 0 && reading.issues.length === 0
    const again = isWhole ? undefined : await pageOf(work, officer, open, { post, papers, issues: wrong })
    return { again, given, service: open.service, answers: reading.answers, asked }
  })
  if (read.again) return { again: read.again }
  const { service, answers, asked } = read
  const outage = typedIn(post, 'outage')
  const keys = new Set(asked.map(({ key }) => key))
  const sent = await fileDossier(
    officer,
    FileForApplicant.parse(read.given),
    {
      requestKey: requestKeyOf(post),
      serviceCode: service.code,
      serviceVersion: service.version,
      answers,
      papers: papers.filter(({ key }) => keys.has(key)),
    },
    { byPost: isByPost(post), ...(outage ? { outage } : {}) },
  )
  return { code: sent.code, isOurs: officer.agencyIds.includes(sent.agencyId) }
}
