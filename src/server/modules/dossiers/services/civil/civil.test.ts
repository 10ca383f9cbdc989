/** Civil status and certification as the province's files have them: what is planted wrong is refused or shown, its lawful twin passes. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { anIdNumber } from '#server/modules/registry/fixtures.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { Refusal } from '#shared/refusal.ts'
import { service } from '#tests/forms.ts'
import { viewChecks } from '../../check/case-checks.ts'
import { evaluateChecks } from '../../check/evaluate-checks.ts'
import type { CaseFacts } from '../../check/finding.ts'
import { checksOf, fileAnswers, inWork } from '../../check/fixtures.ts'
import { confirmDivorce, recordDivorce } from '../../divorce/record-divorce.ts'
import { aColleague, anUpload, type Desk, type Filed, monday } from '../../fixtures.ts'
import {
  aDeskOf,
  applicantOf,
  asCitizen,
  aWorld,
  elsewhere,
  home,
  lawful,
  partyOf,
  type World,
} from './fixtures.ts'
import { former, judgment, wed } from './marriages/fixtures.ts'

const desks: Record<string, Desk> = {}
let people: World

beforeAll(async () => {
  for (const code of Object.keys(lawful)) desks[code] = await aDeskOf(code)
  people = await aWorld()
}, 240_000)

type Change = (answers: Record<string, Answers>, world: World) => void
const set =
  (part: string, values: Answers): Change =>
  (answers) => {
    answers[part] = { ...answers[part], ...values }
  }
const both =
  (...changes: Change[]): Change =>
  (answers, world) => {
    for (const change of changes) change(answers, world)
  }
const party =
  (part: string, who: keyof World, more: Answers = {}): Change =>
  (answers, world) => {
    answers[part] = { ...answers[part], ...partyOf(world[who]), ...more }
  }
const without =
  (...paths: string[]): Change =>
  (answers) => {
    for (const path of paths) {
      const [part = '', key] = path.split('.')
      if (key === undefined) delete answers[part]
      else delete answers[part]?.[key]
    }
  }
/** Filed by this one, in the part of the answers that speaks of who files. */
const by =
  (who: keyof World, more: Answers = {}): Change =>
  (answers, world) => {
    answers.applicant = { ...answers.applicant, ...applicantOf(world[who]), ...more }
  }
/** A confirmation for this woman, who says this of her marriages. */
const confirming =
  (who: keyof World, marital: Answers): Change =>
  (answers, world) => {
    party('subject', who, { sex: 'female' })(answers, world)
    by(who)(answers, world)
    answers.marital = marital
  }
const widowed = {
  status: 'widowed',
  spouse: { fullName: 'Tô Văn Cũ' },
  deathNumber: '08/2026',
  deathOn: '2026-11-23',
}
const womansNumber = anIdNumber('1990-05-20', 'female')

/** Service, what is wrong, which check says so, and how it stands. */
const planted: [string, string, string, 'unlawful' | 'toExplain' | 'toCheck' | 'holds', Change][] = [
  [
    '1.001193',
    'a mother with a man’s number',
    'motherNumber',
    'unlawful',
    (a) => {
      a.mother = { ...a.mother, identityNumber: anIdNumber('1994-03-12', 'male') }
    },
  ],
  [
    '1.001193',
    'a father with a woman’s number',
    'fatherNumber',
    'unlawful',
    set('father', { identityNumber: womansNumber }),
  ],
  [
    '1.001193',
    'a mother by another name than the register has',
    'motherKnown',
    'unlawful',
    set('mother', { fullName: 'Trần Thị Khác' }),
  ],
  [
    '1.001193',
    'a father born on another day',
    'fatherKnown',
    'unlawful',
    set('father', { bornOn: '1990-05-21' }),
  ],
  ['1.001193', 'a father who is married to another', 'married', 'unlawful', party('father', 'husband')],
  [
    '1.001193',
    'a father who is not married to the mother',
    'fatherEstablished',
    'toCheck',
    both(party('father', 'groom'), set('family', { married: false })),
  ],
  [
    '1.001193',
    'a mother of eleven',
    'motherAge',
    'toExplain',
    both(
      set('mother', { bornOn: '2015-05-01', identityNumber: anIdNumber('2015-05-01', 'female') }),
      by('father', { relation: 'father' }),
      without('family.fatherDeclared'),
    ),
  ],
  [
    '1.001193',
    'a father of ninety',
    'fatherAge',
    'toExplain',
    set('father', { bornOn: '1936-01-01', identityNumber: anIdNumber('1936-01-01', 'male') }),
  ],
  [
    '1.001193',
    'a birth paper of 2026 with an old number',
    'birthPaperNumber',
    'unlawful',
    set('birth', { certificateNumber: '05/2026' }),
  ],
  ['1.001193', 'a foreign name', 'name', 'toExplain', set('child', { fullName: 'Nguyễn John' })],
  [
    '2.000635',
    'a copy without a fee for who says to be poor',
    'exemptProved',
    'toCheck',
    (a) => Object.assign(a, { exempt: 'poor' }),
  ],
  ['1.001193', 'a name only a minority uses', 'name', 'toExplain', set('child', { fullName: "H'Hen Niê" })],
  [
    '1.001193',
    'a surname of neither parent',
    'surname',
    'toExplain',
    set('child', { fullName: 'Hoàng Minh An' }),
  ],
  [
    '1.001193',
    'an ethnicity of neither parent',
    'ethnicity',
    'unlawful',
    set('child', { ethnicity: 'Tà Ôi' }),
  ],
  ['1.001193', 'a foreign father', 'vietnamese', 'unlawful', set('father', { nationality: 'LA' })],
  [
    '1.001193',
    'a child born abroad',
    'bornHere',
    'toExplain',
    set('child', {
      birthplaceKind: 'abroad',
      facility: undefined,
      birthplace: undefined,
      birthCountry: 'LA',
    }),
  ],
  ['1.001193', 'a sex the hospital could not tell', 'sex', 'toExplain', set('child', { sex: 'unclear' })],
  [
    '1.001193',
    'who says to be the father and is the mother',
    'applicantIsFather',
    'unlawful',
    (a) => {
      a.applicant = { ...a.applicant, relation: 'father' }
      a.family = { married: true }
    },
  ],
  [
    '1.001193',
    'a mother whose number is another’s',
    'applicantIsMother',
    'unlawful',
    party('mother', 'wife'),
  ],
  ['1.001193', 'one person as father and mother', 'notOneself', 'unlawful', party('father', 'mother')],
  ['1.001193', 'parents who live elsewhere', 'place', 'toExplain', set('place', { unit: elsewhere })],
  [
    '1.001193',
    'a child with nobody for a parent',
    'someParent',
    'toExplain',
    (a) => {
      a.applicant = { ...a.applicant, relation: 'caretaker' }
      a.birth = { ...a.birth, motherUnknown: true }
      a.family = { fatherDeclared: false }
      delete a.mother
      delete a.father
    },
  ],
  [
    '1.000656',
    'somebody who is dead already',
    'alive',
    'unlawful',
    party('deceased', 'dead', { sex: 'male' }),
  ],
  [
    '1.000656',
    'an hour without its minute',
    'wholeTime',
    'unlawful',
    (a) => {
      delete a.death?.minute
    },
  ],
  [
    '1.000656',
    'a notice from before the death',
    'noticeAfter',
    'unlawful',
    set('death', { noticeOn: '2026-11-19' }),
  ],
  [
    '1.000656',
    'whoever declares their own death',
    'notOneself',
    'unlawful',
    party('deceased', 'wife', { sex: 'female' }),
  ],
  [
    '1.000656',
    'an accident on a hospital’s paper',
    'rightNotice',
    'toExplain',
    set('death', { cause: 'accident' }),
  ],
  [
    '1.000656',
    'another name than the register has',
    'deceasedKnown',
    'unlawful',
    set('deceased', { fullName: 'Cao Văn Khác' }),
  ],
  [
    '1.000656',
    'a spouse who is married to another',
    'spouse',
    'toExplain',
    party('deceased', 'father', { sex: 'male' }),
  ],
  ['1.000656', 'a death where they did not live', 'place', 'toExplain', set('place', { unit: elsewhere })],
  [
    '1.000894',
    'a groom who has a wife',
    'groomUnmarried',
    'unlawful',
    both(party('groom', 'father'), by('bride', { side: 'bride' })),
  ],
  ['1.000894', 'a bride who has a husband', 'brideUnmarried', 'unlawful', party('bride', 'mother')],
  [
    '1.000894',
    'two people with women’s numbers',
    'groomNumber',
    'unlawful',
    both(party('groom', 'single'), by('single')),
  ],
  [
    '1.000894',
    'brother and sister',
    'notKin',
    'unlawful',
    both(party('groom', 'brother'), party('bride', 'sister'), by('brother')),
  ],
  [
    '1.000894',
    'cousins',
    'notKin',
    'unlawful',
    both(party('groom', 'brother'), party('bride', 'cousin'), by('brother')),
  ],
  [
    '1.000894',
    'somebody who is neither',
    'applicant',
    'unlawful',
    both(party('groom', 'brother'), party('bride', 'single')),
  ],
  ['1.000894', 'a foreign bride', 'vietnamese', 'unlawful', set('bride', { nationality: 'KR' })],
  [
    '1.000894',
    'a dead groom',
    'groomAlive',
    'unlawful',
    both(party('groom', 'dead'), by('bride', { side: 'bride' })),
  ],
  ['1.000894', 'one person twice', 'differ', 'unlawful', party('bride', 'groom')],
  ['1.000894', 'a Sunday', 'wishedDay', 'toExplain', set('wish', { on: '2026-11-29' })],
  ['1.000894', 'a day after the limit', 'wishedDay', 'toExplain', set('wish', { on: '2026-11-26' })],
  [
    '1.000894',
    'a divorce abroad',
    'groomDivorcedAbroad',
    'toCheck',
    set('groom', { times: 2, before: 'abroad', beforePaper: '12/2020' }),
  ],
  [
    '1.000894',
    'who says to be the bride and is the groom',
    'applicantIsBride',
    'unlawful',
    set('applicant', { side: 'bride' }),
  ],
  ['1.000894', 'a couple who live elsewhere', 'place', 'toExplain', set('place', { unit: elsewhere })],
  [
    '1.000894',
    'a bride by another name',
    'brideKnown',
    'unlawful',
    set('bride', { fullName: 'Võ Thị Khác' }),
  ],
  [
    '1.001022',
    'a woman as father',
    'fatherMale',
    'unlawful',
    (a, { single }) => {
      a.parent = { ...partyOf(single), sex: 'female' }
    },
  ],
  ['1.001022', 'a father of nine', 'parentOlder', 'unlawful', set('child', { bornOn: '2005-03-05' })],
  ['1.001022', 'a father of fifteen', 'parentAge', 'toExplain', set('child', { bornOn: '2011-03-05' })],
  [
    '1.001022',
    'a mother who does not agree',
    'noDispute',
    'unlawful',
    set('request', { otherParentAgrees: 'no' }),
  ],
  [
    '1.001022',
    'a dead father',
    'parentAlive',
    'unlawful',
    both(
      party('parent', 'dead', { sex: 'male' }),
      party('child', 'single', { sex: 'female' }),
      set('request', { kind: 'father', otherParentAgrees: 'adult' }),
      without('otherParent', 'request.asRole'),
      by('single'),
    ),
  ],
  [
    '1.001022',
    'a child of seven called of age',
    'adultChild',
    'unlawful',
    (a) => {
      a.request = { ...a.request, otherParentAgrees: 'adult' }
      delete a.otherParent
    },
  ],
  [
    '1.001022',
    'a father who is not who files',
    'applicantIsParent',
    'unlawful',
    party('parent', 'brother', { sex: 'male' }),
  ],
  [
    '1.001022',
    'a mother who agreed and is dead',
    'otherParentAlive',
    'unlawful',
    both(
      party('parent', 'single', { sex: 'female' }),
      set('request', { asRole: 'mother' }),
      by('single'),
      (a, { dead }) => {
        a.otherParent = { fullName: dead.fullName, identityNumber: dead.identityNumber }
      },
    ),
  ],
  [
    '1.001022',
    'a mother by another name than her number’s',
    'otherParentKnown',
    'unlawful',
    set('otherParent', { fullName: 'Hà Thị Khác' }),
  ],
  ['1.001022', 'a foreign child', 'vietnamese', 'unlawful', set('child', { nationality: 'LA' })],
  [
    '1.004873',
    'a wife who says to be single',
    'unmarried',
    'unlawful',
    both(party('subject', 'wife', { sex: 'female' }), by('wife')),
  ],
  [
    '1.004873',
    'a wife of another',
    'married',
    'unlawful',
    both(
      party('subject', 'wife', { sex: 'female' }),
      by('wife'),
      set('purpose', { kind: 'loan', count: 1, partner: undefined, marryAt: undefined }),
      (a, { father }) => {
        a.marital = {
          status: 'married',
          spouse: { fullName: father.fullName, identityNumber: father.identityNumber },
        }
      },
    ),
  ],
  [
    '1.004873',
    'a partner of seventeen',
    'partnerAge',
    'unlawful',
    (a) => {
      a.purpose = { ...a.purpose, partner: { ...(a.purpose?.partner as Answers), bornOn: '2009-05-05' } }
    },
  ],
  [
    '1.004873',
    'a partner of the same sex',
    'otherSex',
    'unlawful',
    (a) => {
      a.purpose = { ...a.purpose, partner: { ...(a.purpose?.partner as Answers), sex: 'female' } }
    },
  ],
  ['1.004873', 'a commune they do not live in', 'place', 'unlawful', set('place', { unit: elsewhere })],
  [
    '1.004873',
    'a paper for another as for oneself',
    'self',
    'unlawful',
    (a, { bride }) => {
      a.subject = { ...partyOf(bride), sex: 'female' }
    },
  ],
  [
    '1.004873',
    'a paper for somebody dead',
    'alive',
    'unlawful',
    both(
      party('subject', 'dead', { sex: 'male' }),
      set('applicant', { relation: 'relative' }),
      set('purpose', { kind: 'loan', count: 1, partner: undefined, marryAt: undefined }),
    ),
  ],
  [
    '1.004873',
    'a divorced woman who says to be single',
    'neverMarried',
    'unlawful',
    confirming('divorced', { status: 'single' }),
  ],
  [
    '1.004873',
    'a divorce of another number than the register has',
    'divorced',
    'unlawful',
    confirming('divorced', {
      status: 'divorced',
      judgment: '99/2024/QĐST-HNGĐ',
      judgmentOn: '2024-05-06',
      court: judgment.court,
    }),
  ],
  [
    '1.004873',
    'the divorce the register has',
    'divorced',
    'holds',
    confirming('divorced', {
      status: 'divorced',
      judgment: judgment.judgment,
      judgmentOn: '2024-05-06',
      court: judgment.court,
    }),
  ],
  [
    '1.004873',
    'a widow by another death',
    'widowed',
    'unlawful',
    confirming('widow', { ...widowed, deathNumber: '09/2026' }),
  ],
  ['1.004873', 'the death the register has', 'widowed', 'holds', confirming('widow', widowed)],
  ['1.000894', 'a bride who is divorced', 'brideUnmarried', 'holds', party('bride', 'divorced')],
  ['1.000894', 'a bride who is a widow', 'brideUnmarried', 'holds', party('bride', 'widow')],
  [
    '1.000894',
    'a divorced bride who says to marry for the first time',
    'brideNever',
    'toExplain',
    party('bride', 'divorced'),
  ],
  [
    '1.000894',
    'a bride who was married under a number she had',
    'brideUnmarried',
    'unlawful',
    party('bride', 'renumbered'),
  ],
  [
    '1.001193',
    'a child registered in another province last week',
    'notRegistered',
    'toCheck',
    set('child', { bornOn: '2026-11-16' }),
  ],
  [
    '1.001193',
    'a twin of a child in the register',
    'noSibling',
    'toExplain',
    both(
      party('mother', 'motherOfOne'),
      by('motherOfOne', { relation: 'mother' }),
      without('father', 'family.married'),
      set('family', { fatherDeclared: false }),
    ),
  ],
  [
    '1.001193',
    'a father whose marriage to the mother a court has ended years before',
    'married',
    'unlawful',
    (a, { divorced }) => {
      a.mother = { ...a.mother, ...partyOf(divorced) }
      a.applicant = { ...a.applicant, ...applicantOf(divorced) }
      a.father = {
        ...a.father,
        fullName: former.fullName,
        bornOn: former.bornOn,
        identityNumber: former.idNumber,
      }
    },
  ],
  [
    '2.000635',
    'a copy of another’s birth as one’s own',
    'self',
    'unlawful',
    (a, { bride }) => {
      a.event = {
        ...a.event,
        fullName: bride.fullName,
        bornOn: bride.bornOn,
        identityNumber: bride.identityNumber,
      }
    },
  ],
  [
    '2.000815',
    'a copy of a copy',
    'saidOriginal',
    'unlawful',
    (a) => {
      Object.assign(a, { originals: 'copy' })
    },
  ],
  ['2.000815', 'a visit on a Sunday', 'visitDay', 'toExplain', set('visit', { on: '2026-11-29' })],
  [
    '2.000884',
    'a sale',
    'notTransaction',
    'unlawful',
    (a) => {
      a.content = { kind: 'transaction' }
    },
  ],
  [
    '2.000884',
    'a mandate to sell a house',
    'notTransaction',
    'unlawful',
    set('content', { mandate: 'more' }),
  ],
  [
    '2.000884',
    'an officer asked to come',
    'elsewhere',
    'toExplain',
    set('signing', { elsewhere: true, address: home, reason: 'Già yếu, không đi lại được.' }),
  ],
]

/** How each check stands; `refused` are those with which it could not even be filed. */
async function statesOf(code: string, change?: Change): Promise<Record<string, string>> {
  const desk = desks[code]
  const of = lawful[code]
  if (!desk || !of) throw new Error(code)
  const { by, answers } = of(people)
  const told = structuredClone(answers) as Record<string, Answers>
  change?.(told, people)
  // The first part of every form speaks of who files.
  const number = told.applicant?.identityNumber
  const files = Object.values(people).find(({ identityNumber }) => identityNumber === number) ?? by
  let filed: Filed
  try {
    filed = await inWork(desk, asCitizen(files), told, monday)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'dossiers.filing_unlawful') throw error
    return Object.fromEntries((error.details.checks as { key: string }[]).map(({ key }) => [key, 'refused']))
  }
  return Object.fromEntries(Object.values(await checksOf(desk, filed)).map((one) => [one.key, one.state]))
}

describe('what is as it should be', () => {
  test.each(Object.keys(lawful))('%s is refused by nothing and has nothing to explain', async (code) => {
    const states = Object.entries(await statesOf(code))
    expect(states.length).toBeGreaterThan(0)
    // What the decision tells of is asked when there is one.
    const good = ['holds', 'toCheck', 'later']
    expect(states.filter(([, state]) => !good.includes(state))).toEqual([])
  })
})

describe('what is planted wrong', () => {
  test.each(planted)('%s: %s (%s is %s)', async (code, _what, key, state, change) => {
    const states = await statesOf(code, change)
    expect(states).toMatchObject({
      [key]: state === 'unlawful' && states[key] === 'refused' ? 'refused' : state,
    })
  })
})

describe('what is certified', () => {
  test('is handed in page by page: without it, or with more originals than files, it is not taken', async () => {
    const desk = await aDeskOf('2.000815', { asksPapers: true })
    const { by, answers } = lawful['2.000815']?.(people) ?? {}
    if (!by || !answers) throw new Error('2.000815')
    const citizen = asCitizen(by)
    const file = async (count: number, said = answers) => {
      const papers = await Promise.all(
        Array.from({ length: count }, async () => ({ key: 'scan', upload: await anUpload(citizen) })),
      )
      return fileAnswers(desk, citizen, structuredClone(said), monday, papers)
    }
    await expect(file(0)).rejects.toMatchObject({
      code: 'dossiers.papers_missing',
      details: { missing: [{ key: 'scan', basis: expect.stringContaining('Điều 20') }] },
    })
    const [one] = (answers as Record<string, Answers[]>).documents ?? []
    await expect(file(1, { ...answers, documents: [one ?? {}, one ?? {}] })).rejects.toMatchObject({
      code: 'dossiers.papers_uneven',
      details: { given: 1, wanted: 2 },
    })
    await expect(file(1)).resolves.toHaveProperty('code')
  })
})

type Held = NonNullable<CaseFacts['papers'][number]['held']>

describe('a paper handed in', () => {
  const held: Held = {
    kind: null,
    isCopy: false,
    ownerId: 'them',
    issuedOn: '2026-01-05',
    number: '47/2026',
    revoked: false,
    revokedOn: null,
    replacedBy: null,
  }
  const plot = { kind: 'giay-chung-nhan-quyen-su-dung-dat' }
  const them = { fullName: 'Hà Thị Đơn', identityNumber: '046197000001' }
  /** What the check of this service finds of one paper, of which this much is known. */
  const found = (code: string, check: string, paper: string, known: Partial<Held> | null) => {
    const { checks, papers } = service(code)
    const facts = {
      answers: { applicant: them, owner: { kind: 'person' } },
      today: '2026-11-23',
      papers: [{ key: paper, sha256: 'a'.repeat(64), held: known && { ...held, ...known } }],
      askedPapers: papers,
      register: {
        found: [{ number: them.identityNumber, id: 'them', isFormer: false }],
        people: [{ id: 'them', idNumber: them.identityNumber, fullName: them.fullName }],
        entries: [],
        divorces: [],
        agencyNames: new Map(),
      },
    } as unknown as CaseFacts
    const asked = checks.filter(({ key }) => key === check)
    return evaluateChecks(asked, facts)[0]
  }

  test.each<[string, string, string, string, Partial<Held>, Partial<Held> | null, string]>([
    ['2.000815', 'isOriginal', 'scan', 'a copy of a copy', { isCopy: true }, {}, 'open'],
    ['2.000815', 'isOriginal', 'scan', 'a copy of a revoked result', { revoked: true }, {}, 'open'],
    ['2.000815', 'isOriginal', 'scan', 'of one replaced', { replacedBy: '48/2026' }, null, 'open'],
    ['1.013225', 'landPaper', 'landCertificate', 'another’s plot', { ...plot, ownerId: 'x' }, plot, 'holds'],
    ['1.013225', 'landPaper', 'landCertificate', 'revoked', { ...plot, revoked: true }, plot, 'holds'],
    [
      '1.013225',
      'landPaper',
      'landCertificate',
      'of another kind',
      { kind: 'giay-khai-sinh' },
      plot,
      'holds',
    ],
    ['1.013225', 'landPaper', 'landCertificate', 'of another kind', { kind: 'giay-khai-sinh' }, null, 'open'],
  ])(
    '%s %s of %s: %s is refused, its lawful twin is not',
    (code, check, paper, _what, wrong, twin, outcome) => {
      expect(found(code, check, paper, wrong)).toMatchObject({ outcome: 'fails' })
      expect(found(code, check, paper, twin)).toMatchObject({ outcome })
    },
  )
})

describe('a divorce', () => {
  test('is recorded where it is asked who is married, after the wedding, and once for each request', async () => {
    const take = async (code: string) => {
      const [desk, of] = [desks[code], lawful[code]]
      if (!desk || !of) throw new Error(code)
      return { desk, filed: await inWork(desk, asCitizen(people.groom), of(people).answers, monday) }
    }
    type Taken = Awaited<ReturnType<typeof take>>
    const by = <Result>(officer: Officer, act: (work: Work) => Promise<Result>) =>
      perform(officer, act, { now: monday })
    const marriagesIn = async ({ desk: { specialist }, filed }: Taken) =>
      (await by(specialist, (work) => viewChecks(work, specialist, filed.code))).marriages
    const [wedding, recognition] = [await take('1.000894'), await take('1.001022')]
    await wed(people.stranger, { ...people.groom, idNumber: people.groom.identityNumber })
    expect(await marriagesIn(recognition)).toEqual([])
    const [marriage] = await marriagesIn(wedding)
    const paper = { ...judgment, source: 'Bản chính quyết định', judgedOn: '2024-05-06' }
    const said = { ...paper, marriage: marriage?.id ?? '' }
    const record = (
      { desk: { specialist }, filed }: Taken,
      input = said,
      mark = 'a',
      requestKey = randomUUID(),
    ) =>
      by(specialist, (work) =>
        recordDivorce(work, specialist, filed.id, input, { requestKey, requestMark: Buffer.from(mark) }),
      )
    await expect(record(recognition)).rejects.toMatchObject({ code: 'registry.marriage_not_standing' })
    await expect(record(wedding, { ...said, judgedOn: '2015-03-01' })).rejects.toMatchObject({
      code: 'registry.judgment_too_old',
      details: { on: '02/03/2015' },
    })
    const key = randomUUID()
    await record(wedding, said, 'a', key)
    await record(wedding, said, 'a', key)
    await expect(record(wedding, said, 'b', key)).rejects.toThrow('platform.idempotency_mismatch')
    // It stands until another officer has confirmed it from the judgment.
    expect(await marriagesIn(wedding)).toHaveLength(1)
    const { desk, filed } = wedding
    const { divorces } = await by(desk.specialist, (work) => viewChecks(work, desk.specialist, filed.code))
    const [{ id: divorce } = { id: '' }] = divorces.filter(({ state }) => state === 'waits')
    const confirm = (officer: Officer) =>
      by(officer, (work) => confirmDivorce(work, officer, filed.id, { divorce }, { requestKey: key }))
    await expect(confirm(desk.specialist)).rejects.toMatchObject({
      code: 'registry.divorce_own_confirmation',
    })
    const other = await aColleague(desk.agency.id, ['specialist'])
    await confirm(other)
    await confirm(other)
    expect(await marriagesIn(wedding)).toEqual([])
  })
})
