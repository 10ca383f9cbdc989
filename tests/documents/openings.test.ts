/** Every opening by staff is in the log: each address of the room that hands a document out is asked, and the log read. A new address belongs here. */
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aBureau, aLetterOf, approved, signAll } from '#server/modules/documents/agency/fixtures.ts'
import {
  aReceivingOffice,
  aLetterFile as aScan,
  brought,
  detailsOf,
} from '#server/modules/documents/incoming/fixtures.ts'
import {
  closeWorkFile,
  describeDraft,
  filePaper,
  handOver,
  OpenWorkFile,
  openDraft,
  openWorkFile,
  planDraft,
  registerArrival,
  takeLease,
  takePicture,
  viewWorkFile,
} from '#server/modules/documents/index.ts'
import { documentRoutes } from '#server/modules/documents/routes.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf, aPng } from '#server/platform/files/fixtures.ts'
import { appendUpload, createUpload, finishUpload } from '#server/platform/files/index.ts'
import { newId } from '#server/platform/id.ts'
import type { Role } from '#server/platform/roles.ts'
import { createRouter } from '#server/platform/web/http.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { handedIn } from '../handed-in.ts'
import { anOfficer } from '../people.ts'

type Scene = Awaited<ReturnType<typeof aScene>>

/** How an address is asked, and what the log says of it then. */
interface Opening {
  params?: Record<string, string>
  search?: string
  body?: object
  role?: Role
  who?: Officer
  at: string
  fact: string
  /** Whose fact it is; of whoever asks without. */
  subject?: string
}

const opened = 'documents.opened'
const arrivalOpened = 'documents.arrival_opened'
const filedOpened = 'documents.filed_opened'

/** What hands a document out, by its file beneath `src/routes`. */
const openings = (scene: Scene): Record<string, Opening> => {
  const { draft, issued, incoming, arrival, workFile, bureau, office, picture } = scene
  const of = (id: string, more: Partial<Opening> = {}): Opening => ({
    fact: opened,
    subject: id,
    at: bureau.agency.id,
    ...more,
    params: { id, ...more.params },
  })
  const came = (more: Partial<Opening> = {}) => of(incoming, { at: office.agency.id, ...more })
  const waits = (more: Partial<Opening> = {}) =>
    of(arrival, { at: office.agency.id, role: 'clerk', fact: arrivalOpened, ...more })
  const filed = (more: Partial<Opening> = {}) => of(workFile.id, { fact: filedOpened, ...more })
  const register: Opening = {
    params: { tep: 'so.xlsx' },
    search: 'so=di',
    at: bureau.agency.id,
    fact: 'documents.register_taken',
  }
  return {
    'van-ban/[id]/+page.server.ts': of(draft),
    'van-ban/[id]/nhiem-vu/+page.server.ts': of(draft),
    'van-ban/[id]/sao/+page.server.ts': of(issued),
    'van-ban/[id]/so-sanh/+page.server.ts': of(draft),
    'van-ban/[id]/soan/+page.server.ts': of(draft),
    'van-ban/[id]/soan/anh/[tep]/+server.ts': of(draft, { params: { tep: picture } }),
    'van-ban/[id]/soan/viec/+server.ts': of(draft, { body: { do: 'draw', text: scene.text, known: [] } }),
    'van-ban/[id]/ban-word/+server.ts': of(draft),
    'van-ban/[id]/du-thao/+server.ts': of(draft),
    'van-ban/[id]/du-thao/[trang]/+server.ts': of(scene.toSign.id, {
      params: { trang: '1' },
      search: `tep=${scene.toSign.sha256}`,
    }),
    'van-ban/[id]/tep/+server.ts': of(issued),
    'van-ban/[id]/tep/[trang]/+server.ts': of(issued, { params: { trang: '1' } }),
    'van-ban/kiem-tra/+page.server.ts': of(draft, { search: `van-ban=${draft}` }),
    'ky-so/van-ban/+page.server.ts': of(scene.toSign.id, {
      search: `chon=${scene.toSign.id}`,
      who: bureau.chair,
    }),
    'van-ban/den/[id]/+page.server.ts': came(),
    'van-ban/den/[id]/sua/+page.server.ts': came({ role: 'clerk' }),
    'van-ban/den/[id]/noi-gui/+page.server.ts': came({ role: 'clerk' }),
    'van-ban/den/[id]/tep/[ban]/+server.ts': came({ params: { ban: 'goc' } }),
    'van-ban/den/[id]/trang/[trang]/+server.ts': came({ params: { trang: '1' } }),
    'van-ban/viec/[id]/+page.server.ts': came(),
    'van-ban/den/nhan/[id]/+page.server.ts': waits(),
    'van-ban/den/nhan/[id]/tep/[so]/+server.ts': waits({ params: { so: '1' } }),
    'van-ban/den/nhan/[id]/trang/[trang]/+server.ts': waits({ params: { trang: '1' } }),
    'van-ban/ho-so/[id]/goi.zip/+server.ts': filed(),
    'van-ban/ho-so/[id]/muc-luc.pdf/+server.ts': filed(),
    'van-ban/ho-so/[id]/tep/[so]/+server.ts': filed({ params: { so: workFile.filed } }),
    'van-ban/so/tai/[tep]/+server.ts': register,
  }
}

/** What hands nothing of a document out, and why. */
const lines: Record<string, string> = {
  'van-ban/+page.server.ts': 'a list',
  'van-ban/tim/+page.server.ts': 'a list of what was found, each with the sentence that was asked for',
  'van-ban/so/+page.server.ts': 'lines of a register',
  'van-ban/den/+page.server.ts': 'lines of a register',
  'van-ban/den/nhan/+page.server.ts': 'a list of what waits',
  'van-ban/viec/+page.server.ts': 'a list',
  'van-ban/dong-dau/+page.server.ts': 'a list; its files are /van-ban/[id]/du-thao',
  'ky-so/+page.server.ts': 'a list',
  'ky-so/[ma]/+page.server.ts':
    'a dossier, whose opening its room writes; its pages are /van-ban/[id]/du-thao',
  'van-ban/moi/+page.server.ts': 'names a document by its line',
  'van-ban/mau/+page.server.ts': 'names of templates, and of documents one may be made from',
  'van-ban/vang-mat/+page.server.ts': 'who is away',
  'van-ban/quy-che/+page.server.ts': 'rules of the agency',
  'van-ban/uy-quyen/+page.server.ts': 'who signs for whom',
  'van-ban/den/hop-thu/+page.server.ts': 'where a mailbox is',
  'van-ban/ho-so/+page.server.ts': 'a list',
  'van-ban/ho-so/[id]/+page.server.ts': 'the list of contents of a work file',
  'van-ban/ho-so/mo/+page.server.ts': 'an empty form',
  'van-ban/ho-so/danh-muc/+page.server.ts': 'a list',
  'van-ban/ho-so/danh-muc/tai/[tep]/+server.ts': 'the list of what is to be kept',
  'van-ban/ho-so/huy/+page.server.ts': 'a list',
  'van-ban/ho-so/huy/[id]/+page.server.ts': 'a list',
  'van-ban/[id]/soan/dong/+server.ts': 'that something changed',
  'van-ban/[id]/soan/tim/+server.ts': 'names',
  'van-ban/[id]/soan/word/+server.ts': 'the file that was brought',
}

/** Of the addresses for other systems those that are read. */
const apiOpenings = ({ draft, issued, bureau }: Scene): Record<string, Opening> => {
  const of = (id: string) => ({ params: { id }, fact: opened, subject: id, at: bureau.agency.id })
  return {
    '/documents/{id}': of(issued),
    '/documents/{id}/draft': of(draft),
    '/documents/{id}/file': of(issued),
  }
}
/** For everyone, who is nobody's staff: kind, number, agency, signer and day alone. */
const apiChecks = ['/documents/check', '/documents/check/{code}']

const doing = <Result>(officer: Officer, task: (work: Work) => Promise<Result>) => perform(officer, task)

async function aPictureIn(writer: Officer, draft: string): Promise<string> {
  await doing(writer, (work) => takeLease(work, writer, draft))
  const png = aPng(40, 30)
  const { id } = await doing(writer, (work) =>
    createUpload(work, writer, { name: 'anh.png', size: png.length }),
  )
  await appendUpload(writer, id, 0, Readable.from([Buffer.from(png)]))
  await finishUpload(writer, id)
  return (await doing(writer, (work) => takePicture(work, writer, draft, id))).sha256
}

async function aWorkFile(officer: Officer) {
  const input = OpenWorkFile.parse({ code: newId(), title: 'Hồ sơ thử', retention: 'y5' })
  const id = await doing(officer, (work) => openWorkFile(work, input))
  const file = await handedIn(officer, aPdf([`<< /Of (${id}) >>`]))
  await doing(officer, (work) => filePaper(work, id, { file, label: 'Tờ trình', originalName: 'a.pdf' }))
  await doing(officer, (work) => closeWorkFile(work, id))
  await handOver(officer, id)
  const { filed } = await doing(officer, (work) => viewWorkFile(work, id))
  return { id, filed: filed[0]?.id ?? '' }
}

async function aScene() {
  const bureau = await aBureau()
  const { specialist } = bureau
  const draft = await aLetterOf(bureau)
  const issued = await aLetterOf(bureau)
  const toSign = await aLetterOf(bureau)
  await approved(bureau, issued)
  await approved(bureau, toSign)
  await signAll(bureau.deputy, [issued])
  const picture = await aPictureIn(specialist, draft)
  const { text } = await doing(specialist, (work) => openDraft(work, specialist, draft))
  const plan = await doing(specialist, (work) => planDraft(work, toSign))
  const office = await aReceivingOffice()
  const { first } = office
  const scanned = await brought(first, await aScan(1))
  const { documentId: incoming } = await doing(first, (work) =>
    registerArrival(work, first, scanned, { details: detailsOf(1), distinct: [] }),
  )
  return {
    bureau,
    office,
    draft,
    issued,
    toSign: { id: toSign, sha256: (await describeDraft(plan)).sha256 },
    picture,
    text,
    incoming,
    arrival: await brought(first, await aScan(2)),
    workFile: await aWorkFile(specialist),
  }
}

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})
afterAll(stopTypesetting)

/** Somebody new, who has opened nothing yet. */
const someoneAt = ({ at, role = 'specialist' }: Opening) => anOfficer({ agencyId: at, roles: [role] })

async function factsOf(officer: Officer) {
  const rows = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select(['name', 'subjectId'])
      .where('actorId', '=', officer.id)
      .orderBy('id')
      .execute(),
  )
  return rows.map(({ name, subjectId }) => ({ name, subjectId }))
}

const routes = resolve('src/routes')
/** Every page that reads and every address that answers of the room, by its file; groups left out. */
const files = new Map(
  readdirSync(routes, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(van-ban|ky-so)\//.test(file) && /\/\+(page\.)?server\.ts$/.test(file))
    .map((file) => [file.replace(/\([a-z]+\)\//, ''), file]),
)

async function ask(file: string, officer: Officer, { params = {}, search = '', body }: Opening) {
  const route = await import(resolve(routes, files.get(file) ?? ''))
  const url = new URL(`http://nhip.test/?${search}`)
  const json = { method: 'POST', body: JSON.stringify(body) }
  const answer = await (body ? route.POST : (route.load ?? route.GET))({
    params,
    url,
    locals: { actor: officer },
    cookies: { get: () => undefined, set() {}, delete() {} },
    request: new Request(url, body ? json : {}),
    setHeaders() {},
  })
  if (!(answer instanceof Response)) return
  expect(answer.status).toBe(200)
  await answer.arrayBuffer()
}

test('every address of the room is said to hand a document out or not', () => {
  const known = [...Object.keys(openings(scene)), ...Object.keys(lines)]
  expect([...files.keys()].toSorted()).toEqual(known.toSorted())
  const read = documentRoutes.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  const paths = [...Object.keys(apiOpenings(scene)), ...apiChecks].map((path) =>
    path.replace(/\{(\w+)\}/g, ':$1'),
  )
  expect([...new Set(read)].toSorted()).toEqual(paths.toSorted())
})

test('whatever hands a document out to staff is one line of the log', async () => {
  const said: Record<string, object> = {}
  const wanted: Record<string, object> = {}
  for (const [file, opening] of Object.entries(openings(scene))) {
    const officer = opening.who ?? someoneAt(opening)
    const before = await factsOf(officer)
    await ask(file, officer, opening)
    said[file] = (await factsOf(officer)).slice(before.length)
    wanted[file] = [{ name: opening.fact, subjectId: opening.subject ?? officer.id }]
  }
  expect(said).toEqual(wanted)
})

test('so it is for other systems', async () => {
  for (const [path, opening] of Object.entries(apiOpenings(scene))) {
    const officer = someoneAt(opening)
    const app = createRouter()
    app.use(async (c, next) => {
      c.set('actor', officer)
      await next()
    })
    app.route('/', documentRoutes)
    const { status } = await app.request(path.replace('{id}', opening.params?.id ?? ''))
    expect([path, status, await factsOf(officer)]).toEqual([
      path,
      200,
      [{ name: opening.fact, subjectId: opening.subject }],
    ])
  }
})

describe('what is one opening', () => {
  test('a page and its pictures are one, also asked for again; each file taken along is one', async () => {
    const { draft, issued, bureau } = scene
    const reader = anOfficer({ agencyId: bureau.agency.id, roles: ['specialist'] })
    const of = (id: string): Opening => ({ params: { id, trang: '1' }, at: bureau.agency.id, fact: opened })
    await ask('van-ban/[id]/+page.server.ts', reader, of(draft))
    await ask('van-ban/[id]/so-sanh/+page.server.ts', reader, of(draft))
    await ask('van-ban/[id]/+page.server.ts', reader, of(draft))
    await ask('van-ban/[id]/tep/[trang]/+server.ts', reader, of(issued))
    await ask('van-ban/[id]/tep/[trang]/+server.ts', reader, of(issued))
    await ask('van-ban/[id]/tep/+server.ts', reader, of(issued))
    await ask('van-ban/[id]/tep/+server.ts', reader, of(issued))
    expect((await factsOf(reader)).map(({ subjectId }) => subjectId)).toEqual([draft, issued, issued, issued])
  })

  test('what failed after it was read is none, and the next is written', async () => {
    const { draft, bureau } = scene
    const reader = anOfficer({ agencyId: bureau.agency.id, roles: ['specialist'] })
    const failing = doing(reader, async (work) => {
      await openDraft(work, reader, draft)
      throw new Error('the page could not be made')
    })
    await expect(failing).rejects.toThrow('could not be made')
    expect(await factsOf(reader)).toEqual([])
    await doing(reader, (work) => openDraft(work, reader, draft))
    expect(await factsOf(reader)).toHaveLength(1)
  })

  test('after ten minutes it is another, and so for another agency acted for', async () => {
    const { draft, bureau } = scene
    const reader = anOfficer({ agencyId: bureau.agency.id, roles: ['specialist'] })
    const now = new Date()
    const look = (who: Officer, minutes: number) =>
      perform(who, (work) => openDraft(work, who, draft), { now: new Date(now.getTime() + minutes * 60_000) })
    await look(reader, 0)
    await look(reader, 9)
    await look(reader, 11)
    await look({ ...reader, agencyId: 'khac' }, 12)
    expect(await factsOf(reader)).toHaveLength(3)
  })
})
