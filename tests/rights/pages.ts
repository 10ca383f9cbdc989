/** The doors of the acts in the table of rights among the pages, with what their forms send. */

import { randomUUID } from 'node:crypto'
import { nextYear } from '#server/modules/catalogue/fixtures.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { type Actor, type Answer, officersOnly } from './answers.ts'
import { roomRights } from './rooms.ts'
import type { Cast, Place } from './scenes.ts'
import { aDivorce, aJudgment, present, proposal, read, revocation, supplement } from './scenes.ts'

export interface Door {
  /** Citizens and staff come to most things by doors of their own, and are told at the other's that it is not theirs. */
  of: 'anyone' | 'citizens' | 'office'
  at: string
  /** Refused like the contract, in other words: the page around the form is not theirs either, and says so first. */
  but?: Partial<Record<Actor, Answer>>
  /** What its form sends; without, the page is only looked at. */
  fields?: (place: Place, sender: Sender) => Fields | Promise<Fields>
  /** It has a file and is sent in parts. */
  hasFile?: boolean
  /** It asks for a secret nobody here knows, or for patience: whoever may is let as far as that. */
  asksSecret?: boolean
}

type Fields = Record<string, string | Blob>

/** Who sends a form, and what it takes to fill it in. */
export interface Sender {
  actor: Actor
  cast: Cast
  /** A member of staff of no concern to anybody, to be administered, and a role of theirs. */
  subject: { id: string; grantId: string }
  /** Answers every question of the drafts that are open. */
  fillDrafts(): Promise<void>
}

const aFile = () => new File([new Uint8Array(aPdf([`<< /Note (${randomUUID()}) >>`]))], 'giấy phép.pdf')

/** An upload of the sender's own; those who can have none name the citizen's. */
async function anUpload({ cast, actor }: Sender): Promise<string> {
  const raw = new Uint8Array(aPdf([`<< /Note (${randomUUID()}) >>`]))
  const headers = { 'content-type': 'application/pdf' }
  const { body } = await cast[actor === 'neighbour' ? actor : 'citizen']('/files', { raw, headers })
  return body.upload
}

const account = (form: string, fields: Door['fields'] = () => ({})): Door => ({
  of: 'office',
  at: `/quan-tri/tai-khoan/{accountId}?/${form}`,
  fields,
})

const key = () => ({ requestKey: randomUUID() })

/** Of a row of answers those that are this one. */
function only(answer: Answer, row: Record<Actor, Answer>): Partial<Record<Actor, Answer>> {
  return Object.fromEntries(Object.entries(row).filter(([, one]) => one === answer))
}

export const pages: Record<string, Door[]> = {
  'read about services': [
    { of: 'anyone', at: '/dich-vu' },
    { of: 'anyone', at: '/dich-vu/1.013227' },
  ],
  'follow a dossier by its code': [{ of: 'anyone', at: '/tra-cuu/{code}' }],
  'check a document by its code': [{ of: 'anyone', at: '/kiem-tra/{checkCode}' }],
  'list dossiers: one’s own, or those of the desk': [
    { of: 'citizens', at: '/ho-so' },
    { of: 'office', at: '/mot-cua' },
    { of: 'office', at: '/mot-cua/dong' },
  ],
  'take the work list along': [
    { of: 'office', at: '/mot-cua/danh-sach.csv' },
    { of: 'office', at: '/mot-cua/han-tra.ics' },
  ],
  "take the days of one's dossier along": [{ of: 'citizens', at: '/ho-so/{code}/lich.ics' }],
  'take the figures along': [{ of: 'office', at: '/dieu-hanh/chi-so.csv' }],
  'find a dossier by its code': [{ of: 'office', at: '/mot-cua?q={code}' }],
  'open a dossier': [
    { of: 'citizens', at: '/ho-so/{code}' },
    { of: 'office', at: '/mot-cua/{code}' },
  ],
  'open a paper of it': [
    { of: 'citizens', at: '/ho-so/{code}/tep/1' },
    { of: 'office', at: '/mot-cua/{code}/giay-to/1' },
  ],
  'print its receipt': [
    { of: 'citizens', at: '/ho-so/{code}/giay-hen.pdf' },
    { of: 'office', at: '/mot-cua/{code}/in/giay-hen.pdf' },
  ],
  'print a slip of it': [
    { of: 'citizens', at: '/ho-so/{code}/phieu-bo-sung.pdf' },
    { of: 'office', at: '/mot-cua/{code}/in/bo-sung.pdf' },
  ],
  'open its draft': [{ of: 'office', at: '/van-ban/{documentId}/du-thao' }],
  'open its signed result': [
    { of: 'anyone', at: '/van-ban/{documentId}/tep' },
    { of: 'anyone', at: '/van-ban/{documentId}/tep/1' },
    { of: 'citizens', at: '/ho-so/{code}/ket-qua.pdf' },
  ],
  accept: [
    { of: 'office', at: '/mot-cua/{code}?/accept', fields: key },
    // Each of many is answered by name: what is refused stays as it was, which is looked at too.
    {
      of: 'office',
      at: '/mot-cua?/acceptMany',
      but: { specialist: 'yes', leader: 'yes', elsewhere: 'yes', chairman: 'yes' },
      fields: ({ code }) => ({ ...key(), codes: code }),
    },
  ],
  'ask for what is missing': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/supplement',
      fields: () => ({ ...key(), items: supplement.items.join('\n'), reason: supplement.reason }),
    },
  ],
  'ask for what is awaited': [
    {
      of: 'office',
      at: '/mot-cua/{code}/viec-truoc?/open',
      fields: () => ({ ...key(), key: 'visit' }),
    },
  ],
  'record what is awaited': [
    {
      of: 'office',
      at: '/mot-cua/{code}/viec-truoc?/settle',
      fields: () => ({ ...key(), key: 'handIn', how: 'done' }),
    },
    { of: 'citizens', at: '/ho-so/{code}/du-thao.pdf' },
    { of: 'citizens', at: '/ho-so/{code}/du-thao', fields: () => ({ key: 'draft', how: 'done' }) },
  ],
  'choose the longer limit': [
    {
      of: 'office',
      at: '/mot-cua/{code}/viec-truoc?/limit',
      fields: () => ({ ...key(), choice: 'verify', reason: 'Cần xác minh nơi cư trú trước đây' }),
    },
  ],
  'see what one is asked': [
    { of: 'citizens', at: '/xac-nhan' },
    { of: 'office', at: '/mot-cua/y-kien' },
  ],
  'answer what one is asked': [
    { of: 'citizens', at: '/xac-nhan/{askedId}', fields: () => ({ answer: 'agreed' }) },
    {
      of: 'office',
      at: '/mot-cua/y-kien',
      fields: ({ askedId }) => ({ id: askedId, answer: 'agreed' }),
    },
  ],
  'complete what was missing': [
    {
      of: 'citizens',
      at: '/ho-so/{code}/bo-sung',
      hasFile: true,
      fields: () => ({ note: 'Đã bổ sung trang 2' }),
    },
    {
      of: 'office',
      at: '/mot-cua/{code}/bo-sung',
      // Who reads every case is told why not here.
      but: { chairman: 'no' },
      hasFile: true,
      fields: () => ({
        idNumber: present.idNumber,
        fullName: present.fullName,
        'bornOn.day': '12',
        'bornOn.month': '3',
        'bornOn.year': '1994',
        note: 'Đã bổ sung trang 2',
      }),
    },
  ],
  'say what was found of it': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/markChecks',
      fields: async ({ code }, { cast }) => {
        const { body } = await cast.specialist(`/dossiers/${code}/checks`)
        const [first] = (body.checks ?? []) as { key: string }[]
        const name = `checks.${first?.key ?? 'none'}`
        return { ...key(), [`${name}.verdict`]: 'wrong', [`${name}.reason`]: 'Tra cứu thấy khác tờ khai.' }
      },
    },
  ],
  'record a divorce': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/recordDivorce',
      fields: async (place, { cast }) => {
        const { judgedOn = '', ...said } = await aJudgment(place, cast)
        const [year = '', month = '', day = ''] = judgedOn.split('-')
        return { ...key(), ...said, 'judgedOn.day': day, 'judgedOn.month': month, 'judgedOn.year': year }
      },
    },
  ],
  'confirm a divorce': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/confirmDivorce',
      fields: async (place, { cast }) => {
        const { divorce = '' } = await aDivorce(place, cast)
        return { ...key(), confirmed: divorce }
      },
    },
  ],
  'undo a divorce': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/undoDivorce',
      fields: async (place, { cast }) => {
        const { divorce = '', reason = '' } = await aDivorce(place, cast)
        return { ...key(), divorce, undoReason: reason }
      },
    },
  ],
  refuse: [
    {
      of: 'office',
      at: '/mot-cua/{code}?/refuse',
      fields: () => ({ ...key(), reason: 'Không đúng thẩm quyền của phường' }),
    },
  ],
  forward: [
    {
      of: 'office',
      at: '/mot-cua/{code}?/forward',
      fields: () => ({ ...key(), toAgencyId: 'ubnd-phuong-thuan-hoa' }),
    },
  ],
  'forward many': [
    {
      of: 'office',
      at: '/mot-cua?/assignMany',
      but: { leader: 'yes', elsewhere: 'yes', chairman: 'yes' },
      fields: ({ code }) => ({ ...key(), codes: code }),
    },
  ],
  propose: [
    {
      of: 'office',
      at: '/mot-cua/{code}?/propose',
      fields: () => ({
        ...key(),
        ...proposal,
        'answers.grantedTo': present.fullName,
        'answers.months': '6',
        'answers.until.day': '31',
        'answers.until.month': '12',
        'answers.until.year': nextYear,
      }),
    },
  ],
  'ask that a result be taken back': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/askRevocation',
      fields: () => ({ ...key(), revokeReason: revocation.reason }),
    },
  ],
  'leave it as it is': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/keep',
      fields: () => ({ ...key(), keepReason: 'Đã xem lại, giấy cấp đúng.' }),
    },
  ],
  'take it back': [{ of: 'office', at: '/mot-cua/{code}?/revoke', fields: key }],
  'take a proposal back': [{ of: 'office', at: '/mot-cua/{code}?/takeBack', fields: key }],
  'begin to sign': [
    {
      of: 'office',
      at: '/ky-so/{code}?/begin',
      but: { elsewhere: 'no' },
      fields: () => ({ seenSeq: '4' }),
    },
  ],
  'not sign': [
    {
      of: 'office',
      at: '/ky-so/{code}?/decline',
      but: { elsewhere: 'no' },
      fields: () => ({ seenSeq: '4', declineReason: 'Còn chờ ý kiến của Sở' }),
    },
  ],
  'give a number up': [
    {
      of: 'office',
      at: '/ky-so/{code}?/giveUp',
      but: { elsewhere: 'no' },
      fields: async ({ documentId }, { cast }) => ({
        seenSeq: '4',
        giveUpReason: 'Khóa ký hỏng, chưa ký được',
        ...(await read(cast.leader, documentId)),
      }),
    },
  ],
  sign: [
    {
      of: 'office',
      at: '/ky-so/{code}?/sign',
      but: { elsewhere: 'no' },
      fields: async ({ documentId }, { cast }) => ({
        ...key(),
        seenSeq: '4',
        ...(await read(cast.leader, documentId)),
      }),
    },
  ],
  'send back': [
    {
      of: 'office',
      at: '/ky-so/{code}?/sendBack',
      but: { elsewhere: 'no' },
      fields: () => ({ ...key(), seenSeq: '4', reason: 'Sửa lại phần căn cứ' }),
    },
  ],
  'apologise and name a new day': [
    {
      of: 'office',
      at: '/mot-cua/{code}?/extend',
      fields: () => ({ ...key(), amount: '1', reason: 'Chờ xác minh thêm' }),
    },
  ],
  withdraw: [{ of: 'citizens', at: '/ho-so/{code}/rut', fields: () => ({ reason: 'Nộp nhầm' }) }],
  rate: [{ of: 'citizens', at: '/ho-so/{code}?/danh-gia', fields: () => ({ rating: '5' }) }],
  "look into one's vault": [{ of: 'citizens', at: '/giay-to' }],
  "open a paper of one's vault": [{ of: 'citizens', at: '/giay-to/{vaultPaper}/tep' }],
  'watch the wall': [
    { of: 'office', at: '/dieu-hanh' },
    { of: 'office', at: '/dieu-hanh/dong' },
  ],
  'open a figure into its dossiers': [{ of: 'office', at: '/dieu-hanh/so-lieu?chi-so=received' }],
  'see how fees were paid': [
    { of: 'office', at: '/dieu-hanh/thanh-toan' },
    { of: 'office', at: '/dieu-hanh/thanh-toan.csv' },
  ],
  ...Object.assign({}, ...roomRights.map(({ pages }) => pages)),
  'administer the installation': [
    { of: 'office', at: '/quan-tri' },
    { of: 'office', at: '/quan-tri?/releaseClock', fields: () => ({}) },
    { of: 'office', at: '/quan-tri/su-kien' },
    { of: 'office', at: '/quan-tri/tai-khoan' },
    { of: 'office', at: '/quan-tri/thu-tuc' },
    { of: 'office', at: '/quan-tri/viec-nen' },
  ],
  'administer accounts': [
    { of: 'office', at: '/quan-tri/tai-khoan/mo' },
    {
      of: 'office',
      at: '/quan-tri/tai-khoan/mo',
      fields: () => ({ login: `canbo.${randomUUID().slice(0, 8)}`, displayName: 'Trần Thị Thử' }),
    },
    { of: 'office', at: '/quan-tri/tai-khoan/{accountId}' },
    account('grant', () => ({
      role: 'specialist',
      agencyId: 'ubnd-phuong-thuan-hoa',
      decision: '05/QĐ-UBND',
    })),
    account('lock'),
    account('unlock'),
    account('letTryAgain'),
    account('resetSecondFactor'),
    account('resetPassword'),
    account('endSessions'),
    account('endGrant', (_, { subject }) => ({ grantId: subject.grantId })),
    {
      of: 'office',
      at: '/quan-tri/viec-nen?/retry',
      // No job of that name failed.
      but: { administrator: 'none' },
      fields: () => ({ queue: 'documents.deliver', id: randomUUID() }),
    },
    {
      of: 'office',
      at: '/quan-tri/viec-nen?/retryAll',
      but: { administrator: 'none' },
      fields: () => ({ queue: 'documents.deliver' }),
    },
  ],
  'fill in a draft': [
    { of: 'citizens', at: '/nop/1.013227' },
    { of: 'citizens', at: '/nop/1.013227/1', fields: () => ({ _viec: 'luu' }) },
    { of: 'citizens', at: '/nop/1.013227/1/luu', fields: () => ({}) },
    {
      of: 'citizens',
      at: '/nop/1.013227/giay-to',
      hasFile: true,
      fields: () => ({ 'tep.permit': aFile(), _viec: 'tai' }),
    },
    ...['dung', 'bo'].map(
      (task): Door => ({
        of: 'citizens',
        at: '/nop/1.013227/giay-to',
        fields: async (_, sender) => ({ _viec: `${task}:permit:upload:${await anUpload(sender)}` }),
      }),
    ),
    {
      of: 'citizens',
      at: '/nop/1.013227/xem-lai',
      fields: async (_, { fillDrafts }) => {
        await fillDrafts()
        return {}
      },
    },
  ],
  'discard a draft': [{ of: 'citizens', at: '/ho-so?/bo', fields: () => ({ _ban: randomUUID() }) }],
  "read one's notices": [
    // Who works in an office is led to the notices of their own.
    { of: 'citizens', at: '/thong-bao', but: only('yes', officersOnly) },
    { of: 'citizens', at: '/thong-bao', fields: () => ({}) },
  ],
  "look after one's tokens and sessions": [
    {
      of: 'anyone',
      at: '/tai-khoan/ma-truy-cap?/create',
      fields: () => ({ label: 'Thử', days: '1', 'scopes[]': 'dossiers:read' }),
    },
    { of: 'anyone', at: '/tai-khoan/ma-truy-cap?/end', fields: () => ({ id: randomUUID() }) },
    { of: 'anyone', at: '/tai-khoan/phien?/end', fields: () => ({ id: randomUUID() }) },
    { of: 'anyone', at: '/tai-khoan/phien?/others', fields: () => ({}) },
  ],
  "look after one's secrets": [
    { of: 'office', at: '/tai-khoan/xac-nhan' },
    ...[
      ['/tai-khoan/mat-khau', { current: 'không phải', next: 'một câu đủ dài khác' }],
      ['/tai-khoan/xac-nhan/lai?/code', { code: '000000' }],
      ['/tai-khoan/xac-nhan/lai?/passkey', { proposal: 'x', response: '{}' }],
      ['/tai-khoan/xac-nhan?/enrol', { proposal: 'x', code: '000000' }],
      ['/tai-khoan/xac-nhan?/removeTotp', {}],
      ['/tai-khoan/xac-nhan?/addPasskey', { label: 'Thử', proposal: 'x', response: '{}' }],
      ['/tai-khoan/xac-nhan?/removePasskey', { id: 'x' }],
    ].map(
      ([at, fields]): Door => ({
        of: 'office',
        at: at as string,
        asksSecret: true,
        fields: () => fields as Fields,
      }),
    ),
  ],
  'choose for which agency one works': [
    { of: 'office', at: '/tai-khoan/co-quan' },
    {
      of: 'office',
      at: '/tai-khoan/co-quan',
      // One of the agencies where one has a role.
      but: {
        elsewhere: 'no',
        monitor: 'no',
        commander: 'no',
        chairman: 'no',
        administrator: 'no',
      },
      fields: () => ({ agencyId: 'ubnd-phuong-thuan-hoa' }),
    },
  ],
  'check a document by its file': [
    { of: 'anyone', at: '/kiem-tra', hasFile: true, asksSecret: true, fields: () => ({ tep: aFile() }) },
  ],
  'sign in': [
    {
      of: 'anyone',
      at: '/can-bo/dang-nhap',
      asksSecret: true,
      fields: () => ({ login: `ai.${randomUUID().slice(0, 8)}`, password: 'không phải' }),
    },
    ...['code', 'passkey', 'enrol'].map(
      (form): Door => ({
        of: 'anyone',
        at: `/can-bo/dang-nhap/xac-nhan?/${form}`,
        asksSecret: true,
        fields: () => ({ code: '000000', response: '{}', proposal: 'x' }),
      }),
    ),
  ],
  'sign out': [{ of: 'anyone', at: '/dang-xuat', fields: () => ({ knows: '1' }) }],
}
