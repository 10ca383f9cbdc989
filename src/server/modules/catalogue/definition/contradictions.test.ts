/** What does not fit in an application, each beside a lawful twin: civil status, business, construction, land, social, school. */
import { describe, expect, test } from 'vitest'
import type { Answers } from '#shared/form/answers.ts'
import { holds } from '#shared/form/condition.ts'
import { service } from '#tests/forms.ts'

const filing = { channel: 'online', on: '2026-11-23', year: '2026' }

/** Whether the check finds that it is so; undefined where it does not concern these answers. */
function found(code: string, key: string, answers: Answers): boolean | undefined {
  const check = service(code).checks.find((one) => one.key === key)
  if (check?.test?.kind !== 'answers') throw new Error(`${code} has no check ${key} of answers`)
  const world = { filing, today: '2026-11-30', ...answers }
  return holds(check.condition, world) ? holds(check.test.holds, world) : undefined
}

const born = (bornOn: string, more: Answers = {}) => ({ bornOn, ...more })

describe.each<[string, string, Answers, Answers]>([
  [
    '1.001022',
    'otherParentDiffers',
    { parent: { identityNumber: '046096000001' }, otherParent: { identityNumber: '046096000001' } },
    { parent: { identityNumber: '046096000001' }, otherParent: { identityNumber: '046197000002' } },
  ],
  [
    '1.001193',
    'motherAge',
    { mother: born('1964-03-12', { fullName: 'Mẹ' }), child: born('2026-11-10') },
    { mother: born('1970-03-12', { fullName: 'Mẹ' }), child: born('2026-11-10') },
  ],
  [
    '1.001193',
    'foundlingAlone',
    { birth: { abandoned: true }, mother: { fullName: 'Mẹ' } },
    { birth: { abandoned: true } },
  ],
  [
    '1.001193',
    'childNationality',
    { mother: { nationality: 'VN' }, father: { nationality: 'VN' }, child: { nationality: 'LA' } },
    { mother: { nationality: 'VN' }, father: { nationality: 'VN' }, child: { nationality: 'VN' } },
  ],
  [
    '1.000656',
    'childYounger',
    { applicant: born('1996-01-10', { relation: 'child' }), deceased: born('1985-08-08') },
    { applicant: born('1999-01-10', { relation: 'child' }), deceased: born('1985-08-08') },
  ],
  [
    '1.013225',
    'grantedTotal',
    { decision: { totalArea: 20, footprint: 72 } },
    { decision: { totalArea: 72, footprint: 72 } },
  ],
  [
    '1.013225',
    'grantedHeight',
    { decision: { height: 6, floors: 3 } },
    { decision: { height: 10.5, floors: 3 } },
  ],
  [
    '1.013225',
    'grantedAsAsked',
    {
      decision: { floors: 9, totalArea: 200, footprint: 70 },
      work: { floors: 3, totalArea: 240, footprint: 80 },
    },
    {
      decision: { floors: 3, totalArea: 200, footprint: 70 },
      work: { floors: 3, totalArea: 240, footprint: 80 },
    },
  ],
  [
    '1.013831',
    'newCertificateAfter',
    { decision: { certificateOn: '2026-01-01' }, transfer: { contractOn: '2026-11-10' } },
    { decision: { certificateOn: '2026-11-10' }, transfer: { contractOn: '2026-11-10' } },
  ],
  [
    '2.002307',
    'veteranAge',
    { veteran: born('2010-01-01', { diedOn: '2026-11-10' }) },
    { veteran: born('1945-01-01', { diedOn: '2026-11-10' }) },
  ],
  [
    '2.002481',
    'grantedElsewhere',
    { decision: { toSchool: 'Trường THCS Chu Văn An' }, move: { fromSchool: 'Trường THCS Chu Văn An' } },
    { decision: { toSchool: 'Trường THCS Trần Cao Vân' }, move: { fromSchool: 'Trường THCS Chu Văn An' } },
  ],
  [
    '1.011607',
    'classFits',
    { decision: { class: 'poor', scoreIncome: 130, scoreLack: 20 } },
    { decision: { class: 'poor', scoreIncome: 130, scoreLack: 30 } },
  ],
  [
    '1.011607',
    'classFits',
    { decision: { class: 'near-poor', scoreIncome: 190, scoreLack: 10 } },
    { decision: { class: 'near-poor', scoreIncome: 170, scoreLack: 10 } },
  ],
  ['1.011607', 'yearFits', { decision: { year: '2025' } }, { decision: { year: '2026' } }],
  ['2.002481', 'grantedFrom', { decision: { from: '2020-01-01' } }, { decision: { from: '2026-12-07' } }],
  ['1.001612', 'ownerCitizen', { owner: { nationality: 'KR' } }, { owner: { nationality: 'VN' } }],
  ['1.001612', 'ownerAge', { owner: born('2008-11-24') }, { owner: born('2008-11-23') }],
  [
    '1.001612',
    'name',
    { business: { name: 'Công ty Sông Hương' } },
    { business: { name: 'Hộ kinh doanh Sông Hương' } },
  ],
  [
    '1.001612',
    'name',
    { business: { name: 'Hộ kinh doanh Doanh nghiệp Huế' } },
    { business: { name: 'Hộ kinh doanh Mụ Rớt' } },
  ],
  ['2.000720', 'reportedInTime', { change: { on: '2026-11-12' } }, { change: { on: '2026-11-13' } }],
  [
    '2.000720',
    'newOwnerAge',
    { change: { what: ['owner'] }, newOwner: born('2009-01-01') },
    { change: { what: ['owner'] }, newOwner: born('2001-01-01') },
  ],
  [
    '2.000720',
    'newOwnerCitizen',
    { change: { what: ['owner'] }, newOwner: { nationality: 'JP' } },
    { change: { what: ['owner'] }, newOwner: { nationality: 'VN' } },
  ],
  [
    '2.000720',
    'name',
    { change: { what: ['name'], name: 'Shop Huế' } },
    { change: { what: ['name'], name: 'Hộ kinh doanh Shop Huế' } },
  ],
  [
    '1.001570',
    'longEnough',
    { pause: { kind: 'stop', from: '2026-12-01', to: '2026-12-14' } },
    { pause: { kind: 'stop', from: '2026-12-01', to: '2026-12-15' } },
  ],
  [
    '1.001570',
    'stopNotice',
    { pause: { kind: 'stop', from: '2026-11-25' } },
    { pause: { kind: 'stop', from: '2026-11-26' } },
  ],
  [
    '1.001570',
    'resumeNotice',
    { pause: { kind: 'resume', resumeOn: '2026-11-24' } },
    { pause: { kind: 'resume', resumeOn: '2026-12-01' } },
  ],
  [
    '1.013225',
    'footprintFits',
    { work: { footprint: 80.5 }, land: { area: 80 } },
    { work: { footprint: 80 }, land: { area: 80 } },
  ],
  [
    '1.013225',
    'totalFits',
    { work: { footprint: 80, totalArea: 79 } },
    { work: { footprint: 80, totalArea: 240 } },
  ],
  ['1.013225', 'heightFits', { work: { floors: 5, height: 9 } }, { work: { floors: 3, height: 10.2 } }],
  [
    '1.013225',
    'grantedFits',
    { land: { area: 80 }, decision: { footprint: 90 } },
    { land: { area: 80 }, decision: { footprint: 64 } },
  ],
  [
    '1.013225',
    'needsPermit',
    { need: { area: 'outside' }, work: { kind: 'house', floors: 3, totalArea: 240 } },
    { need: { area: 'outside' }, work: { kind: 'house', floors: 7, totalArea: 240 } },
  ],
  [
    '1.013225',
    'needsPermit',
    { need: { area: 'outside' }, work: { kind: 'house', floors: 2, totalArea: 499 } },
    { need: { area: 'planned' }, work: { kind: 'house', floors: 2, totalArea: 120 } },
  ],
  [
    '1.013225',
    'needsPermitOther',
    { need: { appraised: true }, work: { kind: 'building' } },
    { need: { appraised: false }, work: { kind: 'building' } },
  ],
  ['1.013227', 'notStarted', { permit: { started: true } }, { permit: { started: false } }],
  ['1.013227', 'notTooOften', { permit: { renewals: 2 } }, { permit: { renewals: 1 } }],
  ['1.013227', 'atMostTwelve', { decision: { months: 18 } }, { decision: { months: 12 } }],
  [
    '1.012753',
    'communeDecides',
    { decision: { form: 'rent', exempt: false } },
    { decision: { form: 'rent', exempt: true } },
  ],
  ['1.012753', 'usedSince', { use: { since: '2026-11-23' } }, { use: { since: '1999-05-01' } }],
  [
    '1.013831',
    'contractAfterCertificate',
    { transfer: { kind: 'sale', contractOn: '2019-05-01' }, land: { certificateOn: '2019-05-02' } },
    { transfer: { kind: 'sale', contractOn: '2019-05-02' }, land: { certificateOn: '2019-05-02' } },
  ],
  [
    '1.013831',
    'inTime',
    { transfer: { kind: 'gift', contractOn: '2026-10-23' } },
    { transfer: { kind: 'gift', contractOn: '2026-10-24' } },
  ],
  [
    '1.013831',
    'movedFits',
    { land: { whole: false, area: 100, movedArea: 120 } },
    { land: { whole: false, area: 100, movedArea: 60 } },
  ],
  [
    '1.012812',
    'metAfterFiling',
    { decision: { metOn: '2026-11-20' } },
    { decision: { metOn: '2026-12-04' } },
  ],
  [
    '1.001776',
    'childAge',
    { beneficiary: born('2010-11-23', { kind: 'orphan' }) },
    { beneficiary: born('2010-11-24', { kind: 'orphan' }) },
  ],
  [
    '1.001776',
    'youngAge',
    { beneficiary: born('2004-11-23', { kind: 'young' }) },
    { beneficiary: born('2006-01-01', { kind: 'young' }) },
  ],
  [
    '1.001776',
    'elderlyAge',
    { beneficiary: born('1970-01-01', { kind: 'elderly-poor' }) },
    { beneficiary: born('1960-01-01', { kind: 'elderly-poor' }) },
  ],
  [
    '1.001776',
    'notSocialPension',
    { beneficiary: born('1945-01-01', { kind: 'elderly-poor' }) },
    { beneficiary: born('1960-01-01', { kind: 'elderly-poor' }) },
  ],
  ['1.001776', 'otherAllowance', { beneficiary: { pension: true } }, { beneficiary: { pension: false } }],
  [
    '1.001776',
    'coefficientFits',
    {
      beneficiary: born('1990-01-01', { kind: 'disabled', disabilityLevel: 'severe' }),
      decision: { coefficient: 2.5 },
    },
    {
      beneficiary: born('1990-01-01', { kind: 'disabled', disabilityLevel: 'severe' }),
      decision: { coefficient: 1.5 },
    },
  ],
  [
    '1.001776',
    'coefficientFits',
    { beneficiary: born('2024-01-01', { kind: 'orphan' }), decision: { coefficient: 1.5 } },
    { beneficiary: born('2024-01-01', { kind: 'orphan' }), decision: { coefficient: 2.5 } },
  ],
  [
    '1.001776',
    'singleParentFits',
    { beneficiary: { kind: 'single-parent', children: [{}, {}] }, decision: { coefficient: 3 } },
    { beneficiary: { kind: 'single-parent', children: [{}, {}] }, decision: { coefficient: 2 } },
  ],
  [
    '1.001776',
    'amountFits',
    { decision: { coefficient: 1.5, amount: 1_500_000 } },
    { decision: { coefficient: 1.5, amount: 750_000 } },
  ],
  [
    '1.014027',
    'age',
    { beneficiary: born('1953-01-01', { household: 'none' }) },
    { beneficiary: born('1953-01-01', { household: 'near-poor' }) },
  ],
  [
    '1.014027',
    'age',
    { beneficiary: born('1951-11-24', { household: 'none' }) },
    { beneficiary: born('1951-11-23', { household: 'none' }) },
  ],
  ['1.014027', 'noPension', { beneficiary: { pension: true } }, { beneficiary: { pension: false } }],
  ['1.014027', 'citizen', { beneficiary: { nationality: 'LA' } }, { beneficiary: { nationality: 'VN' } }],
  ['1.014027', 'amount', { decision: { amount: 400_000 } }, { decision: { amount: 500_000 } }],
  ['2.002307', 'noOtherGrant', { claim: { received: true } }, { claim: { received: false } }],
  [
    '2.002307',
    'diedBeforeFiling',
    { veteran: { diedOn: '2026-11-24' } },
    { veteran: { diedOn: '2026-11-20' } },
  ],
  [
    '2.002307',
    'amount',
    { veteran: { diedOn: '2026-11-20' }, decision: { amount: 23_000_000 } },
    { veteran: { diedOn: '2026-11-20' }, decision: { amount: 25_300_000 } },
  ],
  ['1.001714', 'monthly', { decision: { monthly: 2_530_000 } }, { decision: { monthly: 2_024_000 } }],
  ['1.001714', 'monthsFit', { decision: { months: 10 } }, { decision: { months: 9 } }],
  ['1.001714', 'itemsFit', { decision: { items: 2_000_000 } }, { decision: { items: 1_000_000 } }],
  [
    '1.001714',
    'total',
    { decision: { monthly: 2_024_000, months: 9, total: 20_240_000 } },
    { decision: { monthly: 2_024_000, months: 9, total: 18_216_000 } },
  ],
  [
    '2.002481',
    'otherSchool',
    { move: { fromSchool: 'Trường THCS Chu Văn An', toSchool: 'Trường THCS Chu Văn An' } },
    { move: { fromSchool: 'Trường THCS Chu Văn An', toSchool: 'Trường THCS Trần Cao Vân' } },
  ],
  [
    '1.000656',
    'parentOlder',
    { applicant: born('1990-01-10', { relation: 'parent' }), deceased: born('1985-08-08') },
    { applicant: born('1960-01-10', { relation: 'parent' }), deceased: born('1985-08-08') },
  ],
  ['1.000656', 'vietnamese', { deceased: { nationality: 'LA' } }, { deceased: { nationality: 'VN' } }],
  [
    '2.000635',
    'notOwnDeath',
    { applicant: { relation: 'self' }, event: { kind: 'death' } },
    { applicant: { relation: 'self' }, event: { kind: 'birth' } },
  ],
  [
    '2.000635',
    'elderlyExempt',
    { exempt: 'elderly', applicant: born('1997-06-06') },
    { exempt: 'elderly', applicant: born('1966-11-23') },
  ],
  [
    '2.000635',
    'childExempt',
    { exempt: 'child', applicant: born('1985-06-06'), event: born('2010-06-06') },
    { exempt: 'child', applicant: born('1985-06-06'), event: born('2015-06-06') },
  ],
  [
    '2.000720',
    'grantedName',
    { decision: { name: 'Công ty An Cựu' } },
    { decision: { name: 'Hộ kinh doanh An Cựu' } },
  ],
  [
    '2.000720',
    'firstBefore',
    { change: { on: '2026-11-20' }, decision: { firstOn: '2026-11-23' } },
    { change: { on: '2026-11-20' }, decision: { firstOn: '2024-03-05' } },
  ],
  [
    '2.000720',
    'certificateBefore',
    { change: { on: '2026-11-20' }, business: { certificateOn: '2026-11-22' } },
    { change: { on: '2026-11-20' }, business: { certificateOn: '2026-11-20' } },
  ],
  [
    '2.000720',
    'grantedNewOwner',
    {
      change: { what: ['owner'] },
      newOwner: { identityNumber: '046096000001' },
      decision: { ownerNumber: '046190000001' },
    },
    {
      change: { what: ['owner'] },
      newOwner: { identityNumber: '046096000001' },
      decision: { ownerNumber: '046096000001' },
    },
  ],
  [
    '1.013225',
    'grantedHeightAsAsked',
    { decision: { height: 18, basements: 0 }, work: { height: 10.5, basements: 0 } },
    { decision: { height: 10.5, basements: 0 }, work: { height: 10.5, basements: 1 } },
  ],
  [
    '1.013225',
    'grantedToOwner',
    { decision: { grantedTo: 'Trần Văn Ai' }, applicant: { fullName: 'Hà Thị Đơn' } },
    { decision: { grantedTo: 'Hà Thị Đơn' }, applicant: { fullName: 'Hà Thị Đơn' } },
  ],
  [
    '1.013227',
    'untilFits',
    { permit: { issuedOn: '2025-06-01' }, decision: { until: '2029-06-01' } },
    { permit: { issuedOn: '2025-06-01' }, decision: { until: '2028-06-01' } },
  ],
  [
    '1.013227',
    'grantedToOwner',
    { decision: { grantedTo: 'Công ty Y' }, owner: { orgName: 'Công ty X' } },
    { decision: { grantedTo: 'Công ty X' }, owner: { orgName: 'Công ty X' } },
  ],
  [
    '1.012753',
    'formAsAsked',
    { decision: { form: 'free' }, use: { form: 'rent' } },
    { decision: { form: 'free' }, use: { form: 'free' } },
  ],
  [
    '1.013831',
    'certifiedAreaFits',
    { decision: { area: 500 }, land: { area: 100 } },
    { decision: { area: 98.5 }, land: { area: 100 } },
  ],
  ['1.001776', 'fromFits', { decision: { from: '2020-01-01' } }, { decision: { from: '2026-11-01' } }],
  ['1.001776', 'fromFits', { decision: { from: '2030-01-01' } }, { decision: { from: '2026-12-01' } }],
  [
    '1.001776',
    'carerDiffers',
    {
      carer: { has: true, identityNumber: '046190000001' },
      beneficiary: { identityNumber: '046190000001' },
    },
    {
      carer: { has: true, identityNumber: '046190000002' },
      beneficiary: { identityNumber: '046190000001' },
    },
  ],
  [
    '2.002307',
    'notOneself',
    { applicant: { identityNumber: '046045000001' }, veteran: { identityNumber: '046045000001' } },
    { applicant: { identityNumber: '046085000001' }, veteran: { identityNumber: '046045000001' } },
  ],
  [
    '2.002307',
    'enlistedAge',
    { veteran: born('1945-01-01', { enlisted: '1950-01-01' }) },
    { veteran: born('1945-01-01', { enlisted: '1962-01-01' }) },
  ],
  [
    '2.002307',
    'dischargedAlive',
    { veteran: { diedOn: '2026-11-10', discharged: '2026-11-20' } },
    { veteran: { diedOn: '2026-11-10', discharged: '1976-11-20' } },
  ],
  [
    '2.002307',
    'childYounger',
    { applicant: born('1950-05-05', { relation: 'child' }), veteran: born('1945-01-01') },
    { applicant: born('1975-05-05', { relation: 'child' }), veteran: born('1945-01-01') },
  ],
  [
    '2.002307',
    'parentOlder',
    { applicant: born('1950-05-05', { relation: 'parent' }), veteran: born('1945-01-01') },
    { applicant: born('1925-05-05', { relation: 'parent' }), veteran: born('1945-01-01') },
  ],
  [
    '1.001714',
    'monthsAsked',
    { decision: { months: 9 }, student: { months: 3 } },
    { decision: { months: 3 }, student: { months: 3 } },
  ],
  [
    '1.000656',
    'deceasedAge',
    { deceased: born('1890-01-01'), death: { on: '2026-11-20' } },
    { deceased: born('1915-01-01'), death: { on: '2026-11-20' } },
  ],
  [
    '1.000656',
    'diedHere',
    { death: { place: { unit: 'LA', detail: 'Savannakhet' } } },
    { death: { place: { unit: '19789', detail: '16 Lê Lợi' } } },
  ],
  [
    '1.000656',
    'noticeInTime',
    { death: { on: '2026-06-01', noticeOn: '2026-11-20' } },
    { death: { on: '2026-11-01', noticeOn: '2026-11-20' } },
  ],
  [
    '1.000894',
    'notTooYoungBefore',
    { groom: born('2006-05-01', { times: 2 }), bride: born('1999-05-01', { times: 1 }) },
    { groom: born('1995-05-01', { times: 2 }), bride: born('1999-05-01', { times: 1 }) },
  ],
  [
    '1.001022',
    'rolesDiffer',
    {
      parent: { identityNumber: '046096000001' },
      child: { identityNumber: '046319000002' },
      otherParent: { identityNumber: '046319000002' },
    },
    {
      parent: { identityNumber: '046096000001' },
      child: { identityNumber: '046319000002' },
      otherParent: { identityNumber: '046197000002' },
    },
  ],
  [
    '1.001022',
    'witnessesDiffer',
    {
      parent: { identityNumber: '046096000001' },
      proof: {
        kind: 'witness',
        witnesses: [{ identityNumber: '046080000003' }, { identityNumber: '046096000001' }],
      },
    },
    {
      parent: { identityNumber: '046096000001' },
      proof: {
        kind: 'witness',
        witnesses: [{ identityNumber: '046080000003' }, { identityNumber: '046080000004' }],
      },
    },
  ],
  [
    '1.001193',
    'notAsAnother',
    {
      applicant: { relation: 'relative', identityNumber: '046196000001' },
      mother: { identityNumber: '046196000001' },
    },
    {
      applicant: { relation: 'relative', identityNumber: '046170000001' },
      mother: { identityNumber: '046196000001' },
    },
  ],
  [
    '1.001193',
    'decidedSex',
    { child: { sex: 'female' }, decision: { childSex: 'male' } },
    { child: { sex: 'unclear' }, decision: { childSex: 'male' } },
  ],
  [
    '1.001193',
    'childNumberNew',
    { mother: { identityNumber: '046196000001' }, decision: { childNumber: '046196000001' } },
    { mother: { identityNumber: '046196000001' }, decision: { childNumber: '046326000001' } },
  ],
  [
    '2.000986',
    'parentsAgesApart',
    { mother: born('2000-05-01'), father: born('1936-01-01') },
    { mother: born('2000-05-01'), father: born('1950-01-01') },
  ],
  [
    '2.000986',
    'headIsParent',
    {
      home: { relationToHead: 'child', head: { identityNumber: '046060000009' } },
      mother: { identityNumber: '046196000001' },
      father: { identityNumber: '046094000001' },
    },
    {
      home: { relationToHead: 'grandchild', head: { identityNumber: '046060000009' } },
      mother: { identityNumber: '046196000001' },
      father: { identityNumber: '046094000001' },
    },
  ],
  [
    '2.000986',
    'headIsParent',
    {
      home: { relationToHead: 'grandchild', head: { identityNumber: '046094000001' } },
      mother: { identityNumber: '046196000001' },
      father: { identityNumber: '046094000001' },
    },
    {
      home: { relationToHead: 'child', head: { identityNumber: '046094000001' } },
      mother: { identityNumber: '046196000001' },
      father: { identityNumber: '046094000001' },
    },
  ],
  [
    '2.000986',
    'homeWithParents',
    {
      home: { with: 'mother', address: { unit: '19753', detail: '1 Chi Lăng' } },
      mother: { residence: { unit: '19789', detail: '12 Lê Lợi' } },
    },
    {
      home: { with: 'other', address: { unit: '19753', detail: '1 Chi Lăng' } },
      mother: { residence: { unit: '19789', detail: '12 Lê Lợi' } },
    },
  ],
  [
    '1.004873',
    'spouseDiffers',
    { subject: { identityNumber: '046096000001' }, marital: { spouse: { identityNumber: '046096000001' } } },
    { subject: { identityNumber: '046096000001' }, marital: { spouse: { identityNumber: '046197000002' } } },
  ],
  [
    '1.004873',
    'partnerDiffers',
    {
      subject: born('1996-01-01', { fullName: 'Hà Thị Đơn' }),
      purpose: { kind: 'marry', partner: born('1996-01-01', { fullName: 'Hà Thị Đơn' }) },
    },
    {
      subject: born('1996-01-01', { fullName: 'Hà Thị Đơn' }),
      purpose: { kind: 'marry', partner: born('1995-01-01', { fullName: 'Phan Văn Rể' }) },
    },
  ],
  [
    '1.004873',
    'judgedOfAge',
    { subject: born('1996-01-01'), marital: { judgmentOn: '2010-05-06' } },
    { subject: born('1996-01-01'), marital: { judgmentOn: '2024-05-06' } },
  ],
  [
    '1.004873',
    'widowedOfAge',
    { subject: born('1996-01-01'), marital: { deathOn: '2001-05-06' } },
    { subject: born('1996-01-01'), marital: { deathOn: '2024-05-06' } },
  ],
  [
    '1.004873',
    'placesInOrder',
    { subject: born('1996-01-01'), marital: { places: [{ from: '2020-01-01', to: '2015-01-01' }] } },
    { subject: born('1996-01-01'), marital: { places: [{ from: '2015-01-01', to: '2020-01-01' }] } },
  ],
  [
    '1.004873',
    'periodAfterBirth',
    { subject: born('1996-01-01'), period: { from: '1990-01-01' } },
    { subject: born('1996-01-01'), period: { from: '2014-01-01' } },
  ],
  [
    '1.004873',
    'decidedFree',
    { purpose: { kind: 'marry' }, decision: { state: 'married' } },
    { purpose: { kind: 'marry' }, decision: { state: 'divorced' } },
  ],
  [
    '2.000635',
    'registeredAfter',
    { decision: { bornOn: '1997-06-06', registeredOn: '1997-06-01' } },
    { decision: { bornOn: '1997-06-06', registeredOn: '1997-06-20' } },
  ],
  [
    '2.000635',
    'registeredAfter',
    { decision: { bornOn: '1930-06-06', diedOn: '2020-02-02', registeredOn: '2020-01-20' } },
    { decision: { bornOn: '1930-06-06', diedOn: '2020-02-02', registeredOn: '2020-02-03' } },
  ],
  [
    '2.000635',
    'registeredPast',
    { decision: { registeredOn: '2026-12-20' } },
    { decision: { registeredOn: '2026-11-30' } },
  ],
  [
    '2.000635',
    'copiedDeath',
    { decision: { bornOn: '1930-06-06', diedOn: '1920-02-02' } },
    { decision: { bornOn: '1930-06-06', diedOn: '2020-02-02' } },
  ],
  [
    '2.000635',
    'copiedParents',
    { decision: { mother: 'Trần Thị Lài', father: 'TRẦN THỊ LÀI' } },
    { decision: { mother: 'Trần Thị Lài', father: 'Hoàng Văn Cảnh' } },
  ],
  [
    '2.000635',
    'copiedSpouses',
    {
      decision: {
        wife: 'Hà Thị Đơn',
        husband: 'Lý Văn Xưa',
        wifeBornOn: '1997-06-06',
        registeredOn: '2010-01-01',
      },
    },
    {
      decision: {
        wife: 'Hà Thị Đơn',
        husband: 'Lý Văn Xưa',
        wifeBornOn: '1997-06-06',
        registeredOn: '2020-01-01',
      },
    },
  ],
  [
    '2.000635',
    'copiedParentOlder',
    { decision: { parentBornOn: '2005-01-01', childBornOn: '2010-01-01' } },
    { decision: { parentBornOn: '1985-01-01', childBornOn: '2010-01-01' } },
  ],
  [
    '2.000635',
    'askedOfOneself',
    { applicant: born('1985-09-08', { relation: 'self' }), event: born('1984-09-08') },
    { applicant: born('1985-09-08', { relation: 'self' }), event: born('1985-09-08') },
  ],
  [
    '1.001612',
    'oneMain',
    {
      business: {
        industries: [
          { name: 'Bán tạp hóa', main: true },
          { name: 'Bán bún', main: true },
        ],
      },
    },
    {
      business: {
        industries: [
          { name: 'Bán tạp hóa', main: true },
          { name: 'Bán bún', main: false },
        ],
      },
    },
  ],
  [
    '1.001612',
    'oneMain',
    { business: { industries: [{ name: 'Bán tạp hóa', main: false }] } },
    { business: { industries: [{ name: 'Bán tạp hóa', main: true }] } },
  ],
  [
    '1.001612',
    'industriesDiffer',
    { business: { industries: [{ name: 'Bán tạp hóa' }, { name: 'bán tạp hoá' }] } },
    { business: { industries: [{ name: 'Bán tạp hóa' }, { name: 'Bán bún' }] } },
  ],
  [
    '1.001612',
    'oneMainGranted',
    {
      decision: {
        industries: [
          { code: '4711', mark: '(Chính)' },
          { code: '5610', mark: '(Chính)' },
        ],
      },
    },
    { decision: { industries: [{ code: '4711', mark: '(Chính)' }, { code: '5610' }] } },
  ],
  [
    '2.000720',
    'industriesGrantedDiffer',
    { decision: { industries: [{ code: '4711' }, { code: '4711' }] } },
    { decision: { industries: [{ code: '4711' }, { code: '5610' }] } },
  ],
  [
    '1.001612',
    'membersDiffer',
    { owner: { identityNumber: '046090000001' }, members: [{ identityNumber: '046090000001' }] },
    { owner: { identityNumber: '046090000001' }, members: [{ identityNumber: '046191000001' }] },
  ],
  [
    '1.001612',
    'memberCapital',
    { business: { capital: 50_000_000 }, members: [{ capital: 40_000_000 }, { capital: 20_000_000 }] },
    { business: { capital: 60_000_000 }, members: [{ capital: 40_000_000 }, { capital: 20_000_000 }] },
  ],
  [
    '2.000720',
    'ownerChanges',
    {
      change: { what: ['owner'] },
      submitter: { by: 'owner' },
      applicant: { identityNumber: '046090000001' },
      newOwner: { identityNumber: '046090000001' },
    },
    {
      change: { what: ['owner'] },
      submitter: { by: 'owner' },
      applicant: { identityNumber: '046090000001' },
      newOwner: { identityNumber: '046191000001' },
    },
  ],
  [
    '2.000720',
    'oneMain',
    { change: { what: ['industries'], industries: [{ name: 'Bán bún', main: false }] } },
    { change: { what: ['industries'], industries: [{ name: 'Bán bún', main: true }] } },
  ],
  [
    '2.000720',
    'membersDiffer',
    {
      change: {
        what: ['members'],
        members: [{ identityNumber: '046090000001' }, { identityNumber: '046090000001' }],
      },
    },
    {
      change: {
        what: ['members'],
        members: [{ identityNumber: '046090000001' }, { identityNumber: '046191000001' }],
      },
    },
  ],
  [
    '2.000720',
    'nameChanges',
    {
      business: { name: 'Hộ kinh doanh Shop Huế' },
      change: { what: ['name'], name: 'hộ kinh doanh Shop Huế' },
    },
    {
      business: { name: 'Hộ kinh doanh Shop Huế' },
      change: { what: ['name'], name: 'Hộ kinh doanh Mụ Rớt' },
    },
  ],
  [
    '2.000720',
    'addressChanges',
    {
      business: { address: { unit: '19789', detail: '12 Lê Lợi' } },
      change: { what: ['address'], address: { unit: '19789', detail: '12 Lê Lợi' } },
    },
    {
      business: { address: { unit: '19789', detail: '12 Lê Lợi' } },
      change: { what: ['address'], address: { unit: '19789', detail: '14 Lê Lợi' } },
    },
  ],
  [
    '2.000720',
    'grantedAsAsked',
    { change: { what: ['capital'], capital: 80_000_000 }, decision: { name: 'x', capital: 50_000_000 } },
    { change: { what: ['capital'], capital: 80_000_000 }, decision: { name: 'x', capital: 80_000_000 } },
  ],
  [
    '1.012812',
    'minutesInOrder',
    { decision: { startedAt: '10 giờ 15 phút', endedAt: '08 giờ 30 phút' } },
    { decision: { startedAt: '8:30', endedAt: '10 giờ 15 phút' } },
  ],
  [
    '1.012812',
    'othersDiffer',
    { applicant: { fullName: 'Nguyễn Văn Minh' }, others: [{ name: 'nguyễn văn minh' }] },
    { applicant: { fullName: 'Nguyễn Văn Minh' }, others: [{ name: 'Phan Văn Bên' }] },
  ],
  [
    '1.012812',
    'partiesDiffer',
    { decision: { parties: [{ name: 'Phan Văn Bên' }, { name: 'Phan Văn Bên' }] } },
    { decision: { parties: [{ name: 'Phan Văn Bên' }, { name: 'Nguyễn Văn Minh' }] } },
  ],
  [
    '1.012812',
    'applicantAtMeeting',
    { applicant: { fullName: 'Nguyễn Văn Minh' }, decision: { parties: [{ name: 'Phan Văn Bên' }] } },
    { applicant: { fullName: 'Nguyễn Văn Minh' }, decision: { parties: [{ name: 'Nguyễn Văn Minh' }] } },
  ],
  [
    '1.012812',
    'councilDiffers',
    { decision: { chair: 'Trần Văn Chủ', council: [{ name: 'Trần Văn Chủ' }] } },
    { decision: { chair: 'Trần Văn Chủ', council: [{ name: 'Lê Văn Mặt' }] } },
  ],
  [
    '1.012812',
    'agreedSaid',
    { decision: { outcome: 'agreed', agreed: 'Không có' } },
    { decision: { outcome: 'agreed', agreed: 'Hai bên giữ ranh giới cũ.' } },
  ],
  ['1.012812', 'metWithin', { decision: { metOn: '2026-12-25' } }, { decision: { metOn: '2026-12-20' } }],
  [
    '1.013225',
    'ownersDiffer',
    {
      applicant: { identityNumber: '046090000001' },
      owner: { coOwners: [{ identityNumber: '046090000001' }] },
    },
    {
      applicant: { identityNumber: '046090000001' },
      owner: { coOwners: [{ identityNumber: '046191000001' }] },
    },
  ],
  ['1.013225', 'densityFits', { decision: { density: 120 } }, { decision: { density: 100 } }],
  [
    '1.013225',
    'ownDesignFits',
    { designer: { who: 'owner' }, work: { totalArea: 240, floors: 3, height: 10 } },
    { designer: { who: 'owner' }, work: { totalArea: 160, floors: 2, height: 8 } },
  ],
  [
    '1.013227',
    'permitInTime',
    { permit: { issuedOn: '2025-09-01', renewals: 0 } },
    { permit: { issuedOn: '2025-09-01', renewals: 1 } },
  ],
  ['1.013227', 'untilAhead', { decision: { until: '2026-11-01' } }, { decision: { until: '2027-11-01' } }],
  [
    '1.012753',
    'coUsersDiffer',
    { organisation: { taxCode: '3301721459' }, land: { coUsers: [{ number: '3301721459' }] } },
    { organisation: { taxCode: '3301721459' }, land: { coUsers: [{ number: '0100109106' }] } },
  ],
  [
    '1.012753',
    'areaAsReported',
    { land: { parcels: [{ area: 300 }, { area: 100.5 }] }, decision: { area: 500 } },
    { land: { parcels: [{ area: 300 }, { area: 200 }] }, decision: { area: 500 } },
  ],
  [
    '1.013831',
    'sidesDiffer',
    {
      transfer: { kind: 'gift' },
      givers: [{ number: '046039001234' }],
      receivers: [{ number: '046 039 001234' }],
    },
    {
      transfer: { kind: 'gift' },
      givers: [{ number: '046039001234' }],
      receivers: [{ number: '046094003127' }],
    },
  ],
  [
    '1.013831',
    'bothSides',
    {
      transfer: { kind: 'inheritance' },
      givers: [{ number: '046039001234' }],
      receivers: [{ number: '046039001234' }],
    },
    {
      transfer: { kind: 'inheritance' },
      givers: [{ number: '046039001234' }],
      receivers: [{ number: '046094003127' }],
    },
  ],
  [
    '1.013831',
    'applicantIsReceiver',
    {
      transfer: { side: 'receiver', byRepresentative: false },
      applicant: { identityNumber: '046090000001' },
      receivers: [{ number: '046094003127' }],
    },
    {
      transfer: { side: 'receiver', byRepresentative: false },
      applicant: { identityNumber: '046094003127' },
      receivers: [{ number: '046094003127' }],
    },
  ],
  [
    '1.013831',
    'applicantIsGiver',
    {
      transfer: { side: 'giver', byRepresentative: false },
      applicant: { identityNumber: '046090000001' },
      givers: [{ number: '046094003127' }],
    },
    {
      transfer: { side: 'giver', byRepresentative: false },
      applicant: { identityNumber: '046094003127' },
      givers: [{ number: '046094003127' }],
    },
  ],
  [
    '1.013831',
    'sharesFit',
    { receivers: [{ share: 60 }, { share: 50 }] },
    { receivers: [{ share: 33.3 }, { share: 33.3 }, { share: 33.4 }] },
  ],
  [
    '1.013831',
    'holderReceived',
    { receivers: [{ fullName: 'Nguyễn Văn Minh' }], decision: { holder: 'Trần Văn Ai' } },
    { receivers: [{ fullName: 'Nguyễn Văn Minh' }], decision: { holder: 'Nguyễn Văn Minh' } },
  ],
  [
    '1.014027',
    'payeeKnown',
    {
      payment: { by: 'bank', holder: 'Người Nào Đó' },
      beneficiary: { fullName: 'Đặng Văn Thọ' },
      applicant: { fullName: 'Đặng Thị Con' },
    },
    {
      payment: { by: 'bank', holder: 'ĐẶNG VĂN THỌ' },
      beneficiary: { fullName: 'Đặng Văn Thọ' },
      applicant: { fullName: 'Đặng Thị Con' },
    },
  ],
  [
    '1.001776',
    'forAnother',
    {
      applicant: { for: 'other', identityNumber: '046090000001' },
      beneficiary: { identityNumber: '046090000001' },
    },
    {
      applicant: { for: 'other', identityNumber: '046090000001' },
      beneficiary: { identityNumber: '046045000001' },
    },
  ],
  [
    '1.001714',
    'forAnother',
    {
      applicant: { identityNumber: '046090000001' },
      student: { self: false, identityNumber: '046090000001' },
    },
    {
      applicant: { identityNumber: '046090000001' },
      student: { self: false, identityNumber: '046315000001' },
    },
  ],
  ['1.001714', 'studentAge', { student: born('2025-01-01') }, { student: born('2007-10-30') }],
  [
    '1.001714',
    'itemsAsked',
    { student: { bought: false }, decision: { items: 1_000_000 } },
    { student: { bought: true }, decision: { items: 1_000_000 } },
  ],
  [
    '1.001776',
    'careAsked',
    { carer: { has: false }, decision: { care: 500_000 } },
    { carer: { has: true }, decision: { care: 500_000 } },
  ],
  [
    '1.001776',
    'childrenFit',
    {
      beneficiary: born('1985-09-08', {
        kind: 'single-parent',
        children: [{ bornOn: '2008-01-01', studying: false }],
      }),
    },
    {
      beneficiary: born('1985-09-08', {
        kind: 'single-parent',
        children: [{ bornOn: '2008-01-01', studying: true }],
      }),
    },
  ],
  [
    '1.001776',
    'childrenFit',
    {
      beneficiary: born('2005-09-08', {
        kind: 'single-parent',
        children: [{ bornOn: '2015-01-01', studying: true }],
      }),
    },
    {
      beneficiary: born('1995-09-08', {
        kind: 'single-parent',
        children: [{ bornOn: '2015-01-01', studying: true }],
      }),
    },
  ],
  [
    '1.001776',
    'childrenDiffer',
    { beneficiary: { kind: 'single-parent', children: [{ fullName: 'Lê An' }, { fullName: 'Lê An' }] } },
    { beneficiary: { kind: 'single-parent', children: [{ fullName: 'Lê An' }, { fullName: 'Lê Bình' }] } },
  ],
  [
    '1.001776',
    'carerOfChild',
    { beneficiary: { kind: 'orphan' }, carer: { has: false } },
    { beneficiary: { kind: 'orphan' }, carer: { has: true } },
  ],
  ['1.014027', 'amountUsual', { decision: { amount: 5_000_000 } }, { decision: { amount: 500_000 } }],
  [
    '1.011607',
    'oneHead',
    {
      applicant: { identityNumber: '046089000001' },
      household: { members: [{ relation: 'self', identityNumber: '046089000001' }, { relation: 'self' }] },
    },
    {
      applicant: { identityNumber: '046089000001' },
      household: { members: [{ relation: 'self', identityNumber: '046089000001' }, { relation: 'child' }] },
    },
  ],
  [
    '1.011607',
    'oneHead',
    {
      applicant: { identityNumber: '046089000001' },
      household: { members: [{ relation: 'self', identityNumber: '046190000009' }] },
    },
    { applicant: { identityNumber: '046089000001' }, household: { members: [{ relation: 'self' }] } },
  ],
  [
    '1.011607',
    'oneSpouse',
    { household: { members: [{ relation: 'spouse' }, { relation: 'spouse' }] } },
    { household: { members: [{ relation: 'spouse' }, { relation: 'self' }] } },
  ],
  [
    '1.011607',
    'membersDiffer',
    { household: { members: [{ identityNumber: '046089000001' }, { identityNumber: '046089000001' }] } },
    { household: { members: [{ identityNumber: '046089000001' }, {}] } },
  ],
  [
    '1.011607',
    'kinFits',
    { applicant: born('1989-06-21'), household: { members: [{ relation: 'child', bornOn: '1980-01-01' }] } },
    { applicant: born('1989-06-21'), household: { members: [{ relation: 'child', bornOn: '2016-02-03' }] } },
  ],
  [
    '1.011607',
    'workFits',
    { household: { members: [{ work: 'child', bornOn: '1990-01-01' }] } },
    { household: { members: [{ work: 'child', bornOn: '2016-02-03' }] } },
  ],
  [
    '2.002307',
    'othersDiffer',
    {
      applicant: { fullName: 'Nguyễn Văn Minh' },
      claim: { others: [{ fullName: 'Nguyễn Văn Minh' }] },
    },
    {
      applicant: { fullName: 'Nguyễn Văn Minh' },
      claim: { others: [{ fullName: 'Nguyễn Thị Hòa' }] },
    },
  ],
  [
    '2.002307',
    'amountFits',
    { decision: { baseSalary: 2_340_000, amount: 25_300_000 } },
    { decision: { baseSalary: 2_530_000, amount: 25_300_000 } },
  ],
  ['2.002307', 'claimedInTime', { veteran: { diedOn: '2020-11-10' } }, { veteran: { diedOn: '2026-11-10' } }],
  [
    '2.002481',
    'studentIsAnother',
    { applicant: { identityNumber: '046313004417' }, student: { identityNumber: '046313004417' } },
    { applicant: { identityNumber: '046185004592' }, student: { identityNumber: '046313004417' } },
  ],
  [
    '2.002481',
    'secondDiffers',
    { move: { fromSchool: 'Chu Văn An', toSchool: 'Trần Cao Vân', secondChoice: 'Chu Văn An' } },
    { move: { fromSchool: 'Chu Văn An', toSchool: 'Trần Cao Vân', secondChoice: 'Nguyễn Tri Phương' } },
  ],
  [
    '2.002481',
    'grantedAsAsked',
    {
      move: { toSchool: 'Trần Cao Vân', secondChoice: 'Chu Văn An' },
      decision: { toSchool: 'Phan Sào Nam' },
    },
    { move: { toSchool: 'Trần Cao Vân', secondChoice: 'Chu Văn An' }, decision: { toSchool: 'Chu Văn An' } },
  ],
  [
    '2.002481',
    'gradeFits',
    { student: born('2016-05-20', { grade: '9' }) },
    { student: born('2012-05-20', { grade: '9' }) },
  ],
  [
    '2.000815',
    'namedOnce',
    { documents: [{ number: '0123/2016' }, { number: '0123/2016' }] },
    { documents: [{ number: '0123/2016' }, { number: '0124/2016' }] },
  ],
  [
    '2.000815',
    'certifiedAsBrought',
    { documents: [{ name: 'Bằng tốt nghiệp đại học' }], decision: { original: 'Giấy khai sinh' } },
    { documents: [{ name: 'Bằng tốt nghiệp đại học' }], decision: { original: 'Bằng tốt nghiệp đại học' } },
  ],
  [
    '2.000884',
    'receiverDiffers',
    { applicant: { fullName: 'Trần Thị Ngọc Ánh' }, decision: { receiver: 'Trần Thị Ngọc Ánh' } },
    { applicant: { fullName: 'Trần Thị Ngọc Ánh' }, decision: { receiver: 'Trần Thị Mai Hương' } },
  ],
  ['2.000884', 'canSign', { signing: { manner: 'unable' } }, { signing: { manner: 'fingerprint' } }],
  [
    '2.000884',
    'documentsDiffer',
    { documents: [{ name: 'Giấy ủy quyền' }, { name: 'Giấy ủy quyền' }] },
    { documents: [{ name: 'Giấy ủy quyền' }, { name: 'Sơ yếu lý lịch' }] },
  ],
  [
    '1.001193',
    'birthPaperYear',
    {
      birth: { certificate: 'certificate', certificateNumber: '46001.GCS.00123.24' },
      child: born('2026-11-10'),
    },
    {
      birth: { certificate: 'certificate', certificateNumber: '46001.GCS.00123.26' },
      child: born('2026-11-10'),
    },
  ],
  [
    '1.001193',
    'surrogateMother',
    { birth: { surrogacy: true, motherUnknown: true } },
    { birth: { surrogacy: true } },
  ],
  [
    '2.000986',
    'bornWherePaperSays',
    { birth: { certificate: 'certificate' }, child: { birthplaceKind: 'home' } },
    { birth: { certificate: 'certificate' }, child: { birthplaceKind: 'facility' } },
  ],
  [
    '2.000986',
    'headIsOther',
    {
      home: { with: 'other', head: { identityNumber: '046094000001' } },
      father: { identityNumber: '046094000001' },
    },
    {
      home: { with: 'other', head: { identityNumber: '046060000009' } },
      father: { identityNumber: '046094000001' },
    },
  ],
  [
    '1.004873',
    'stateAsAsked',
    { marital: { status: 'single' }, decision: { state: 'widowed' } },
    { marital: { status: 'single' }, decision: { state: 'single' } },
  ],
  [
    '2.000635',
    'spousesDiffer',
    { event: { fullName: 'Hà Thị Đơn', spouseName: 'Hà Thị Đơn' } },
    { event: { fullName: 'Hà Thị Đơn', spouseName: 'Lý Văn Xưa' } },
  ],
  [
    '2.000635',
    'askedYear',
    { event: born('1985-09-08', { registeredYear: '1970' }) },
    { event: born('1985-09-08', { registeredYear: '1985' }) },
  ],
  [
    '2.000635',
    'copiedAsAsked',
    {
      event: born('1985-09-08', { fullName: 'Hoàng Thị Bích Liên', identityNumber: '046185004592' }),
      decision: born('1985-09-08', { fullName: 'Hoàng Thị Bích Liên', personalNumber: '046190000001' }),
    },
    {
      event: born('1985-09-08', { fullName: 'Hoàng Thị Bích Liên', identityNumber: '046185004592' }),
      decision: born('1985-09-08', { fullName: 'HOÀNG THỊ BÍCH LIÊN', personalNumber: '046185004592' }),
    },
  ],
  [
    '2.000635',
    'copiedYears',
    { decision: born('1985-09-08', { motherBorn: '1999' }) },
    { decision: born('1985-09-08', { motherBorn: '1960' }) },
  ],
  [
    '1.001612',
    'codeIsOwners',
    { owner: { identityNumber: '046090000001' }, decision: { businessCode: '046191000001' } },
    { owner: { identityNumber: '046090000001' }, decision: { businessCode: '046090000001' } },
  ],
  [
    '2.000720',
    'grantedCode',
    { business: { taxCode: '0100109106' }, decision: { businessCode: '0100112437' } },
    { business: { taxCode: '0100109106' }, decision: { businessCode: '0100109106' } },
  ],
  [
    '2.000720',
    'grantedOwnerName',
    {
      change: { what: ['name'] },
      submitter: { by: 'owner' },
      applicant: { fullName: 'Nguyễn Văn Minh' },
      decision: { ownerName: 'Ai Đó' },
    },
    {
      change: { what: ['name'] },
      submitter: { by: 'owner' },
      applicant: { fullName: 'Nguyễn Văn Minh' },
      decision: { ownerName: 'NGUYỄN VĂN MINH' },
    },
  ],
  ['1.001714', 'yearBegun', { student: { year: '2031' } }, { student: { year: '2026' } }],
  ['1.001776', 'standardUsual', { decision: { standard: 600_000 } }, { decision: { standard: 500_000 } }],
  [
    '1.011607',
    'namesDiffer',
    { household: { members: [{ fullName: 'Hồ Văn Tơi' }, { fullName: 'Hồ Văn Tơi' }] } },
    { household: { members: [{ fullName: 'Hồ Văn Tơi' }, { fullName: 'Hồ Thị Mai' }] } },
  ],
  [
    '1.012753',
    'plotReported',
    { land: { parcels: [{ parcel: '125' }] }, decision: { plot: '999' } },
    { land: { parcels: [{ parcel: '125' }] }, decision: { plot: '125' } },
  ],
  [
    '1.012753',
    'parcelsDiffer',
    { land: { parcels: [{ parcel: '125' }, { parcel: '125' }] } },
    { land: { parcels: [{ parcel: '125' }, { parcel: '126' }] } },
  ],
  [
    '1.012753',
    'freeFits',
    { organisation: { kind: 'company' }, decision: { form: 'free' } },
    { organisation: { kind: 'company' }, decision: { form: 'rent' } },
  ],
  [
    '1.012812',
    'notAgreedSaid',
    { decision: { outcome: 'not-agreed', notAgreed: 'Không có' } },
    { decision: { outcome: 'not-agreed', notAgreed: 'Ranh giới phía đông.' } },
  ],
  [
    '1.012812',
    'refusedFits',
    { decision: { outcome: 'agreed', refused: 'Phan Văn Bên' } },
    { decision: { outcome: 'agreed' } },
  ],
  [
    '1.012812',
    'othersAtMeeting',
    { others: [{ name: 'Phan Văn Bên' }], decision: { outcome: 'agreed', parties: [{ name: 'Người Lạ' }] } },
    {
      others: [{ name: 'Phan Văn Bên' }],
      decision: { outcome: 'agreed', parties: [{ name: 'Phan Văn Bên' }] },
    },
  ],
  ['1.013225', 'floorsFitGrade', { work: { grade: '4', floors: 3 } }, { work: { grade: '3', floors: 3 } }],
  [
    '1.013225',
    'totalWithin',
    { work: { totalArea: 900, footprint: 80, floors: 3, basements: 0 } },
    { work: { totalArea: 300, footprint: 80, floors: 3, basements: 0 } },
  ],
  [
    '1.013225',
    'densityGranted',
    { land: { area: 120 }, decision: { density: 10, footprint: 72 } },
    { land: { area: 120 }, decision: { density: 60, footprint: 72 } },
  ],
  [
    '1.013227',
    'monthsAsked',
    { permit: { months: 6 }, decision: { months: 12 } },
    { permit: { months: 12 }, decision: { months: 6 } },
  ],
  [
    '1.013831',
    'sharesWhole',
    { land: { whole: true }, receivers: [{ share: 40 }] },
    { land: { whole: true }, receivers: [{ share: 40 }, { share: 60 }] },
  ],
  [
    '1.013831',
    'plotAsAsked',
    { land: { parcel: '125', sheet: '12', split: false }, decision: { plot: '999', sheet: '12' } },
    { land: { parcel: '125', sheet: '12', split: false }, decision: { plot: '125', sheet: '12' } },
  ],
  [
    '1.013831',
    'soldForMoney',
    { transfer: { kind: 'sale', price: 0 } },
    { transfer: { kind: 'sale', price: 500_000_000 } },
  ],
  [
    '2.002481',
    'notSooner',
    { move: { from: '2026-12-07' }, decision: { from: '2026-12-01' } },
    { move: { from: '2026-12-07' }, decision: { from: '2026-12-07' } },
  ],
])('%s %s', (code, key, contradiction, twin) => {
  test('does not hold of what does not fit', () => expect(found(code, key, contradiction)).toBe(false))
  test('holds of its lawful twin', () => expect(found(code, key, twin)).toBe(true))
})

test('a death before the new base salary is not measured by it', () => {
  expect(found('2.002307', 'amount', { veteran: { diedOn: '2026-06-30' }, decision: { amount: 1 } })).toBe(
    undefined,
  )
})
