/** Bad input through the contract: each gets a clear message in Vietnamese, and changes nothing. */
import { beforeAll, describe, expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { anOfficeFile } from '#server/platform/files/fixtures.ts'
import { perform } from '#server/platform/work.ts'
import {
  aNewDossier,
  type Caller,
  callAs,
  callAsClient,
  callWith,
  loadProvince,
  submitNew,
} from './fixtures.ts'

const stranger = callWith()
let citizen: Caller
let clerk: Caller
let client: Caller

beforeAll(async () => {
  await loadProvince()
  citizen = await callAs('Nguyễn Văn Minh')
  clerk = await callAs('huong.thuanhoa')
  client = await callAsClient()
})

function countRows(table: 'dossiers.dossier' | 'platform.file'): Promise<number> {
  return perform(system, async ({ tx }) => {
    const { count } = await tx
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  })
}

describe('bad input changes nothing and says what to do', () => {
  const text = (raw: string | Uint8Array<ArrayBuffer>, type = 'application/json') => ({
    raw,
    headers: { 'content-type': type },
  })
  const deep = `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`
  const base = { serviceCode: '1.013227', answers: {}, papers: [] }

  test.each<
    [string, { raw: string | Uint8Array<ArrayBuffer>; headers: Record<string, string> }, number, string]
  >([
    ['not JSON', text('{"serviceCode":'), 400, 'platform.not_json'],
    ['bad UTF-8', text(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])), 400, 'platform.not_json'],
    ['10 MB', text(`{"a":"${'x'.repeat(10 * 1024 * 1024)}"}`), 413, 'platform.body_too_large'],
    ['deep nesting', text(deep), 422, 'platform.body_too_deep'],
    ['another content type', text('serviceCode: 1', 'text/yaml'), 415, 'platform.wrong_content_type'],
    ['a form', text('a=1', 'application/x-www-form-urlencoded'), 415, 'platform.wrong_content_type'],
    ['no object', text('[]'), 422, 'platform.invalid'],
    ['an unknown field', text(JSON.stringify({ ...base, colour: 'red' })), 422, 'platform.invalid'],
    ['a wrong type', text(JSON.stringify({ ...base, serviceCode: 7 })), 422, 'platform.invalid'],
    [
      'an unknown answer',
      text(JSON.stringify({ ...base, answers: { moon: 1 } })),
      422,
      'dossiers.unknown_fields',
    ],
    ['missing answers', text(JSON.stringify(base)), 422, 'dossiers.answers_wrong'],
    [
      'a day that is none',
      text(JSON.stringify({ ...base, answers: { permit: { issuedOn: '2026-02-31' } } })),
      422,
      'dossiers.answers_wrong',
    ],
    [
      'an identity number of an impossible century',
      text(JSON.stringify({ ...base, answers: { applicant: { identityNumber: '046894003127' } } })),
      422,
      'dossiers.answers_wrong',
    ],
    [
      'an answer of a wrong type',
      text(JSON.stringify({ ...base, answers: { permit: { issuedOn: { year: [2026] } } } })),
      422,
      'dossiers.answers_wrong',
    ],
    [
      'an unknown service',
      text(JSON.stringify({ ...base, serviceCode: '9.999999' })),
      404,
      'catalogue.service_not_found',
    ],
    ['NUL', text('{"serviceCode":"1.013227","answers":{"a":"\\u0000"}}'), 400, 'platform.not_text'],
    [
      'half a character',
      text('{"serviceCode":"1.013227","answers":{"a":"\\ud800"}}'),
      400,
      'platform.not_text',
    ],
    [
      'a prototype',
      text('{"serviceCode":"1.013227","answers":{"__proto__":{"a":1}}}'),
      422,
      'dossiers.answers_wrong',
    ],
  ])('%s', async (_, call, status, title) => {
    const before = await countRows('dossiers.dossier')
    const answer = await citizen('/dossiers', call)
    expect(answer.body).toMatchObject({ status, title, type: `/api/v1#${title}` })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body.detail).toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/)
    expect(await countRows('dossiers.dossier')).toBe(before)
  })

  test('an unknown field is named, in the body and in an answer', async () => {
    const body = (await citizen('/dossiers', { json: { ...base, colour: 'red' } })).body
    expect(body.detail).toContain('colour')
    expect(body.issues).toContainEqual({
      field: 'colour',
      code: 'unrecognized_keys',
      message: 'Không có trường này.',
    })
    const answers = (await citizen('/dossiers', { json: { ...base, answers: { moon: 1 } } })).body
    expect(answers.detail).toContain('moon')
  })

  test.each([
    ['/dossiers?page=0', 422],
    ['/dossiers?page=999999', 422],
    ['/dossiers?tab=nonsense', 422],
    ['/dossiers/H57.16.02-261123-0007%00', 400],
    ['/dossiers/H57.99.99-260101-9999', 404],
    ['/status/nothing-like-a-code', 404],
    ['/documents/not-a-uuid', 422],
    ['/dossiers?tabb=new', 422],
    ['/indicators/behind?agencey=x', 422],
    ['/nowhere', 404],
    ['/services?q=%E0%A4%A', 200],
    [`/services?q=${'x'.repeat(500)}`, 422],
  ])('GET %s is answered %i', async (path, status) => {
    const answer = await citizen(path)
    expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  })

  test('every line about a field is in Vietnamese and says what it should have been', async () => {
    const { body } = await citizen('/dossiers', {
      json: { serviceCode: 7, answers: {}, papers: [{ key: 'a' }, 1] },
    })
    const messages = body.issues.map(({ message }: { message: string }) => message)
    expect(messages).toContain('Thiếu, hoặc sai kiểu: cần chuỗi.')
    expect(messages.join(' ')).not.toMatch(/Invalid|expected|Too /)
  })

  test.each([
    ['POST', '/services', 'GET, HEAD'],
    ['DELETE', '/dossiers', 'GET, HEAD, POST'],
    ['PUT', '/uploads/01a21dda-1c67-7241-bd5f-4e5a7e3e4822', 'GET, HEAD, PATCH'],
    ['GET', '/oauth/token', 'POST'],
  ])('%s %s is told which methods there are', async (method, path, allowed) => {
    const answer = await citizen(path, { method })
    expect(answer.body).toMatchObject({ status: 405, title: 'platform.method_not_allowed' })
    expect(answer.headers.get('allow')).toBe(allowed)
    expect(answer.body.detail).toContain(allowed)
  })

  test.each([
    ['/files', 415],
    ['/documents/check', 415],
  ])('JSON where a file belongs, at %s, is refused as what it is', async (path, status) => {
    const answer = await citizen(path, { json: { file: 'x' } })
    expect(answer.body).toMatchObject({
      status,
      type: expect.stringMatching(/^\/api\/v1#(files|documents)\./),
    })
  })

  test('a request for a token that is none is refused in the words of OAuth', async () => {
    const ask = (raw: string) => stranger('/oauth/token', text(raw, 'application/x-www-form-urlencoded'))
    expect((await ask('x=1')).body.error).toBe('invalid_request')
    expect((await ask('grant_type=password')).body.error).toBe('unsupported_grant_type')
    expect((await ask('grant_type=client_credentials')).body.error).toBe('invalid_client')
  })

  test('a mistake in an answer is told in Vietnamese, beside its field', async () => {
    const answers = { applicant: { identityNumber: '046894003127' }, permit: { issuedOn: '2026-02-31' } }
    const { issues } = (await citizen('/dossiers', { json: { ...base, answers } })).body
    expect(issues).toContainEqual(
      expect.objectContaining({
        field: 'answers.permit.issuedOn',
        message: 'Không có ngày 31. Tháng 2 năm 2026 có 28 ngày.',
      }),
    )
    expect(issues).toContainEqual(
      expect.objectContaining({
        field: 'answers.applicant.identityNumber',
        message: expect.stringContaining('thế kỷ'),
      }),
    )
  })

  test('a name in decomposed letters is kept composed, and found as people type it', async () => {
    const json = await aNewDossier(citizen)
    const work = `Nhà ở Trần Thị Mỹ Lệ ${crypto.randomUUID().slice(0, 8)}`
    const { permit } = json.answers as { permit: object }
    const answers = { ...json.answers, permit: { ...permit, work: work.normalize('NFD') } }
    const { code } = (await citizen('/dossiers', { json: { ...json, answers } })).body
    const { body } = await citizen(`/dossiers/${code}`)
    expect(body.answers.permit.work).toBe(work)

    const applicant = { idNumber: '046194009998', bornOn: '1994-02-03', gender: 'female' }
    const fullName = 'Đỗ Thị Huyền Trâm'
    const filed = await client('/dossiers', {
      json: {
        ...(await aNewDossier(client)),
        applicant: { ...applicant, fullName: fullName.normalize('NFD') },
      },
    })
    expect(filed.status, JSON.stringify(filed.body)).toBe(201)
    for (const typed of ['do thi huyen tram', fullName, fullName.normalize('NFD')]) {
      const { rows } = (await clerk(`/dossiers?q=${encodeURIComponent(typed)}`)).body
      expect(rows.map((row: { code: string }) => row.code)).toContain(filed.body.code)
    }
  })

  test('files that are not what they say', async () => {
    const hand = (raw: string | Uint8Array<ArrayBuffer>, name = 'a.pdf') =>
      citizen('/files', { raw, headers: { 'content-type': 'application/pdf', 'x-file-name': name } })
    expect((await hand('MZ this is a program')).body).toMatchObject({ title: 'files.program' })
    expect((await hand('<html><script>')).status).toBe(415)
    expect((await hand('%PDF-', '%ZZ')).body).toMatchObject({ title: 'platform.file_name_unreadable' })
    expect((await citizen('/files', { method: 'POST' })).body).toMatchObject({ title: 'files.empty' })

    const bomb = anOfficeFile('word/document.xml', [
      { name: 'word/bomb.xml', data: Buffer.alloc(40 * 1024 * 1024) },
    ])
    const before = await countRows('platform.file')
    expect((await hand(new Uint8Array(bomb), 'don.docx')).body).toMatchObject({
      title: 'files.unpacks_too_large',
      detail: expect.stringContaining('phình ra quá lớn'),
    })
    expect(await countRows('platform.file'), 'nothing of it is kept').toBe(before)
  })

  test('who looks up codes without pause is asked to wait, for those that exist too; others are not', async () => {
    const { code } = await submitNew(citizen)
    const guesser = callWith()
    const statuses = []
    for (let i = 0; i < 70; i++) {
      statuses.push((await guesser(`/status/H57.99.99-260101-${String(i).padStart(4, '0')}`)).status)
    }
    expect(statuses.slice(0, 20).every((status) => status === 404)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    const refused = await guesser(`/status/${code}`)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.body).toMatchObject({
      title: 'dossiers.too_many_looks',
      detail: expect.stringContaining('Đợi'),
    })
    expect((await stranger(`/status/${code}`)).status).toBe(200)
  })

  test.each([
    ['\u041d\u0433\u0443\u0435n An', /chỉ trông giống chữ “H”/],
    ['Nguyễn\u200b An', /ký tự ẩn \(U\+200B\) ở ký tự thứ 7/],
    ['An\u0301\u0301', /dấu thừa/],
    ['Nguyễn \uff21n', /gõ “A”/],
    ['김철수', /La-tinh/],
  ])('an applicant named %j is refused by field and letter', async (fullName, words) => {
    const applicant = { idNumber: '046190012345', fullName, bornOn: '1990-05-19', gender: 'female' }
    const { status, body } = await client('/dossiers', {
      json: { ...(await aNewDossier(client)), applicant },
    })
    expect(status).toBe(422)
    expect(body.issues).toEqual([
      { field: 'applicant.fullName', code: 'custom', message: expect.stringMatching(words) },
    ])
  })
})
