/** The pages against the table of rights: every door and form × every kind of actor, with valid fields on a case in the right state. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Caller } from '#server/api/fixtures.ts'
import { extendable, sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { aLargePdf } from '#server/platform/files/fixtures.ts'
import { localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { type Actor, type Answer, actors, nobodies } from '../../rights/answers.ts'
import { type Door, pages, type Sender } from '../../rights/pages.ts'
import { roomRights } from '../../rights/rooms.ts'
import { type Cast, type Place, type Stage, setScene, wrongJudgment } from '../../rights/scenes.ts'
import { rights } from '../../rights/table.ts'
import { query } from '../house/house.ts'
import type { Scene } from '../house/scene.ts'
import { addressOf } from '../judge/routes.ts'

const run = promisify(execFile)
type Person = Actor | (typeof nobodies)[number]

/** A hundred cases go their way for it, a few more with every room. */
export const everyDoor = 1_800_000

const ofRooms = new Set(roomRights.flatMap(({ pages }) => Object.keys(pages)))

/** Everyone comes with a session of their own; a client system has none. The acts of rooms, or all the others. */
export async function checkPages(scene: Scene, whose: 'house' | 'rooms'): Promise<void> {
  const env = { ...process.env, ...scene.env }
  const { stdout } = await run(process.execPath, ['tests/rights/open-doors.ts'], { env })
  const { doors, subject } = JSON.parse(stdout) as {
    doors: Record<string, { cookie: string; token: string }>
    subject: Sender['subject']
  }
  const cast = Object.fromEntries(
    actors.map((actor) => [actor, callOver(scene.baseUrl, doors[actor]?.token)]),
  ) as Cast
  const stage = stageOf(cast, scene.ownerUrl)
  const wrong: string[] = []
  const people: Person[] = [...actors.filter((actor) => actor !== 'client'), ...nobodies]
  const acts = Object.entries(pages).filter(([act]) => ofRooms.has(act) === (whose === 'rooms'))
  for (const [act, doorsOfAct] of acts) {
    const right = rights[act]
    assert.ok(right, `${act} is not in the table`)
    // However long the acts before took, everyone has just proved who they are.
    await query(
      scene.ownerUrl,
      'update identity.session set confirmed_at = now() where confirmed_at is not null and ended_at is null',
    )
    const shared = await setScene(stage, right.scene)
    const before = await stateOf(cast, shared)
    for (const door of doorsOfAct) {
      const ask = async (person: Person): Promise<void> => {
        const expected = expectedAt(door, person, right.who)
        const isOwn = door.fields && expected === 'yes' && right.changes
        const place = isOwn ? await setScene(stage, right.scene) : shared
        const sender = {
          actor: person as Actor,
          cast,
          subject,
          fillDrafts: () => fillDrafts(cast, scene.ownerUrl),
        }
        const found = await answerOf(scene.baseUrl, door, place, sender, doors[person]?.cookie)
        if (found !== expected)
          wrong.push(`${person} at ${door.at} (${act}): ${found}, should be: ${expected}`)
      }
      // Whoever only looks, or may not, comes together with all the others; whoever may send it comes alone.
      const isAlone = (person: Person) => door.fields && expectedAt(door, person, right.who) === 'yes'
      await Promise.all(people.filter((person) => !isAlone(person)).map(ask))
      for (const person of people.filter(isAlone)) await ask(person)
    }
    // Whatever was answered: nobody who may not has changed anything.
    const after = await stateOf(cast, shared)
    if (right.changes && after !== before) wrong.push(`${act}: someone changed ${before} into ${after}`)
  }
  assert.deepEqual(wrong, [])
}

/** Every form of every page stands in the table. */
export function checkForms(): void {
  const known = Object.values(pages)
    .flat()
    .filter(({ fields }) => fields)
    .map(({ at }) => at)
  const missing = listForms().filter((form) => {
    const itsAddress = RegExp(`^${form.replace(/[.?]/g, '\\$&').replace(/\[\w+\]/g, '[^/?]+')}$`)
    return !known.some((at) => itsAddress.test(at))
  })
  assert.deepEqual(missing, [], 'forms without a line in tests/rights/pages.ts')
}

/** `/mot-cua/[ma]?/accept`, read from the pages themselves. */
function listForms(): string[] {
  return globSync('src/routes/**/+page.server.ts').flatMap((file) => {
    const page = addressOf(relative('src/routes', dirname(file)))
    const [, body] = /^export const actions[^=]*= \{\n([\s\S]*?)^\}/m.exec(readFileSync(file, 'utf8')) ?? []
    const names = [...(body ?? '').matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, name]) => name)
    return names.map((name) => (name === 'default' ? page : `${page}?/${name}`))
  })
}

/** Who has no right any more is a stranger; whoever stands at the other's door is told so. */
function expectedAt({ of, but }: Door, person: Person, who: Record<Actor, Answer>): Answer {
  const actor: Actor = nobodies.some((nobody) => nobody === person) ? 'stranger' : (person as Actor)
  const isCitizen = actor === 'citizen' || actor === 'neighbour'
  if (actor === 'stranger' || of === 'anyone') return who[actor]
  if (but?.[actor]) return but[actor]
  return (of === 'citizens') === isCitizen ? who[actor] : 'no'
}

async function answerOf(
  baseUrl: string,
  { at, fields, hasFile, asksSecret }: Door,
  place: Place,
  sender: Sender,
  cookie?: string,
): Promise<string> {
  const named: Record<string, string> = { ...place, accountId: sender.subject.id }
  const path = at.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? '')
  const leave = new AbortController()
  const sent = await fields?.(place, sender)
  const ask = () =>
    fetch(`${baseUrl}${path}`, {
      redirect: 'manual',
      signal: leave.signal,
      headers: {
        accept: asksSecret ? 'application/json' : 'text/html',
        origin: baseUrl,
        ...(cookie ? { cookie: `nhip=${cookie}` } : {}),
      },
      ...(sent ? { method: 'POST', body: bodyOf(sent, hasFile) } : {}),
    })
  let answer = await ask()
  // Files are read by turns: whoever is asked to wait comes again.
  for (let again = 0; answer.status === 503 && again < 60; again++) {
    await rest(1000)
    answer = await ask()
  }
  const { status, headers } = answer
  if (asksSecret) return secretAnswer(await answer.text())
  leave.abort()
  const asksWho = status === 303 && /\/dang-nhap\?ve=/.test(headers.get('location') ?? '')
  if (status === 401 || asksWho) return 'sign in'
  if (status === 200 || status === 303) return 'yes'
  return status === 403 ? 'no' : status === 404 ? 'none' : `${status}`
}

/** What the script of a form is told: being asked for the secret again, or to wait, is no refusal of the person. */
function secretAnswer(text: string): string {
  const { type, status, location = '', error } = JSON.parse(text)
  const asked = status ?? error?.status ?? 200
  const needed = 'identity.sign_in_needed'
  if (text.includes(needed) || text.includes(m.refusal(needed, {}))) return 'sign in'
  if (type === 'redirect' && /\/dang-nhap\?ve=/.test(location)) return 'sign in'
  if (asked === 403) return 'no'
  if (asked === 404) return 'none'
  return asked >= 500 ? `${asked}` : 'yes'
}

function bodyOf(fields: Record<string, string | Blob>, hasFile = false): FormData | URLSearchParams {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return hasFile ? form : new URLSearchParams(fields as Record<string, string>)
}

/** Where a case stands, as its applicant reads it; an order, as who gave it does. */
async function stateOf({ citizen, chairman }: Cast, { code, taskId }: Place): Promise<string> {
  if (taskId) return (await chairman(`/tasks/${taskId}`)).body.status
  if (!code) return ''
  const { status, step } = (await citizen(`/dossiers/${code}`)).body
  return `${status} ${step}`
}

/** As if every question of the open drafts had been answered: filling them in is another journey's. */
async function fillDrafts({ citizen }: Cast, ownerUrl: string): Promise<void> {
  const { body: service } = await citizen('/services/1.013227')
  const today = localDay(new Date())
  const answers = sampleAnswers(service, { today, unit: '19789', random: seeded(0), optional: 0 })
  Object.assign(answers, extendable(answers))
  await query(
    ownerUrl,
    `update dossiers.draft set answers = $1 where service_code = '1.013227' and dossier_id is null`,
    [JSON.stringify(answers)],
  )
}

function callOver(baseUrl: string, token: string | undefined): Caller {
  return async (path, { json, raw, headers = {}, method } = {}) => {
    const body = json === undefined ? raw : JSON.stringify(json)
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isJson = response.headers.get('content-type')?.includes('json')
    const text = isJson ? new TextDecoder().decode(bytes) : ''
    const { status, headers: told } = response
    return { status, headers: told, bytes, body: text ? JSON.parse(text) : undefined }
  }
}

/** A new dossier of the citizen: Gia hạn giấy phép xây dựng, decided by the commune. */
function stageOf(cast: Cast, ownerUrl: string): Stage {
  let count = 0
  const detail = async (code: string) => (await cast.citizen(`/dossiers/${code}`)).body
  return {
    cast,
    async submit(application) {
      count += 1
      // The citizen of the table files more in these minutes than a person may in hours.
      await query(ownerUrl, 'delete from platform.budget')
      const submitted = async (json: object) => {
        const { body, status } = await cast.citizen('/dossiers', { json })
        assert.equal(status, 201, JSON.stringify(body))
        return body
      }
      if (application) return submitted(application)
      const { body: service } = await cast.citizen('/services/1.013227')
      const today = localDay(new Date())
      const answers = sampleAnswers(service, { today, unit: '19789', random: seeded(count), optional: 0 })
      Object.assign(answers, extendable(answers))
      answers.receive = { by: 'post', address: { unit: '19789', detail: '5 Lê Lợi' } }
      const raw = new Uint8Array(aLargePdf(1000, count))
      const headers = { 'content-type': 'application/pdf' }
      const { body: file } = await cast.citizen('/files', { raw, headers })
      const papers = [{ key: 'permit', upload: file.upload }]
      return submitted({ serviceCode: service.code, answers, papers })
    },
    async deliver({ code }) {
      for (let attempt = 0; attempt < 100; attempt++) {
        if ((await detail(code)).status === 'returned') return
        await rest(200)
      }
      throw new Error(`${code} was not delivered`)
    },
    async marry({ code }) {
      await query(
        ownerUrl,
        `with him as (select applicant_id as id from dossiers.dossier where code = $1),
              her as (select p.id from registry.person p, him
                       where p.gender = 'female' and p.spouse_id is null and p.died_on is null and p.id <> him.id order by p.id limit 1)
         update registry.person p set spouse_id = case when p.id = him.id then her.id else him.id end
           from him, her where p.id in (him.id, her.id)`,
        [code],
      )
      // What an earlier scene left waiting is of no concern here.
      await query(
        ownerUrl,
        `update registry.divorce v set undone_at = now(), undone_by = gen_random_uuid(), undone_reason = 'x'
           from dossiers.dossier d join registry.person p on p.id = d.applicant_id
          where d.code = $1 and p.id_number in (v.one_number, v.other_number) and v.undone_at is null`,
        [code],
      )
    },
    async divorce({ code }) {
      await query(
        ownerUrl,
        `insert into registry.divorce (id, one_number, one_name, other_number, other_name, court, judgment, judged_on, source, dossier_id, noted_by, noted_at)
         select gen_random_uuid(), p.id_number, p.full_name, other.id_number, 'Trần Thị Cũ', 'Tòa án nhân dân khu vực 1', $2, '2026-01-15',
                'Bản chính quyết định đã xem tại quầy', d.id, gen_random_uuid(), now()
           from dossiers.dossier d join registry.person p on p.id = d.applicant_id
                                   join registry.person other on other.id = p.spouse_id where d.code = $1`,
        [code, wrongJudgment],
      )
    },
    documentOf: async ({ code }) => (await cast.leader(`/dossiers/${code}`)).body.resultId,
  }
}
