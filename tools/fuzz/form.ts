import { join } from 'node:path'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { readServiceFolder } from '#server/modules/catalogue/service-folder.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import type { Form } from '#shared/form/definition.ts'
import { flattenAnswers } from '#shared/form/read/flatten.ts'
import { readAnswers, readFields } from '#shared/form/read/read-form.ts'
import { mutateBytes } from './mutate-bytes.ts'
import type { Chance } from './random.ts'

const context = {
  today: '2026-11-23',
  unitName: (code: string) => (code === '19789' ? 'Thuận Hóa' : undefined),
}
/** Beyond what any field takes; more would measure this program, not the one that reads. */
const longestValue = 50_000
/** What a field repeated may come to, for the same reason. */
const mostRepeated = 2_000_000
const boundary = 'ranh-gioi'
const types = [
  'application/x-www-form-urlencoded',
  `multipart/form-data; boundary=${boundary}`,
  'application/json',
]

/** A posted form of each service: the first byte says which service, the second how it is sent. */
export function formSeeds(): Buffer[] {
  return forms().map((form, index) => {
    const answers = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(index) })
    return withHead(index, 0, body(flattenAnswers(form, answers).fields, 0))
  })
}

let known: Form[] | undefined
function forms(): Form[] {
  known ??= readServiceFolder(join(process.cwd(), 'province/hue')).map(({ service }) => service.form)
  return known
}

function withHead(service: number, type: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(service, type), bytes])
}

const naughty = [
  '',
  ' ',
  '\0',
  '-0',
  '1e999',
  '31/02/2026',
  '0001-01-01',
  '＜script＞',
  '\ud800',
  '\u202e\u0301\u0301',
  '𠮷',
  '1'.repeat(4000),
  ' '.repeat(4000),
  'a\u0301'.repeat(3000),
  '1.'.repeat(2000),
  '-'.repeat(3000),
  "O'Brien",
  '٣',
]
const places = [
  '[0]',
  '[]',
  '[-1]',
  '[99999999999]',
  '[0][0]',
  '.',
  '.__proto__',
  '.constructor',
  '.day',
  '.unit',
  '.detail',
]

/** Changes fields by name and value, sends them as a page, as a form with files or as JSON, and breaks the body. */
export function mutateForm(seed: Buffer, others: readonly Buffer[], chance: Chance): Buffer {
  const service = seed[0] ?? 0
  const fields = [...new URLSearchParams(seed.toString('utf8', 2))] as [string, string][]
  for (let rounds = 1 + chance.below(6); rounds > 0; rounds--) mutateFields(fields, others, chance)
  const type = chance.below(types.length)
  const bytes = body(fields, type)
  return withHead(service, type, chance.is(0.3) ? mutateBytes(bytes, chance) : bytes)
}

function mutateFields(fields: [string, string][], others: readonly Buffer[], chance: Chance): void {
  const at = chance.below(fields.length + 1)
  const [name, value] = fields[at] ?? ['answers.x', '']
  switch (chance.below(6)) {
    case 0:
      fields[at] = [name, chance.pick(naughty)]
      return
    case 1:
      fields[at] = [`${name}${chance.pick(places)}`, value]
      return
    case 2:
      fields.splice(at, 1)
      return
    case 3: {
      const most = Math.ceil(mostRepeated / (name.length + value.length + 1))
      const count = Math.min(most, chance.is(0.1) ? 3500 : 1 + chance.below(20))
      fields.splice(at, 0, ...Array<[string, string]>(count).fill([name, value]))
      return
    }
    case 4:
      fields[at] = [
        name.replace(/\d+/, String(chance.pick([0, 5, 98, 99, 100, 1e9]))),
        value.repeat(1 + chance.below(300)).slice(0, longestValue),
      ]
      return
    default: {
      const other = [...new URLSearchParams(chance.pick(others).toString('utf8', 2))]
      if (other.length > 0) fields.push(chance.pick(other) as [string, string])
    }
  }
}

function body(fields: [string, string][], type: number): Buffer {
  if (type === 0) return Buffer.from(new URLSearchParams(fields).toString())
  if (type === 2) return Buffer.from(JSON.stringify(nest(fields)))
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return Buffer.from(`${parts.join('')}--${boundary}--\r\n`)
}

function nest(fields: [string, string][]): object {
  const root: Record<string, unknown> = Object.create(null)
  for (const [name, value] of fields) {
    let place = root
    const parts = name.split(/[.[\]]+/).filter(Boolean)
    for (const part of parts.slice(0, -1)) {
      const next = place[part]
      if (typeof next === 'object' && next !== null) place = next as Record<string, unknown>
      else {
        const made: Record<string, unknown> = Object.create(null)
        place[part] = made
        place = made
      }
    }
    place[parts.at(-1) ?? ''] = value
  }
  return root
}

/** Reads the body as a page or the contract would. */
export async function readForm(input: Buffer): Promise<void> {
  const form = forms()[(input[0] ?? 0) % forms().length] as Form
  const type = types[(input[1] ?? 0) % types.length] as string
  const bytes = input.subarray(2)
  if (type === 'application/json') {
    readAnswers(form, parseJson(bytes), context)
    return
  }
  const request = new Request('http://127.0.0.1/', {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  })
  readFields(form, (await readPost(request)).fields, context)
}

function parseJson(bytes: Buffer): unknown {
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && 'answers' in parsed ? parsed.answers : parsed
  } catch {
    return undefined
  }
}
