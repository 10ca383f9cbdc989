import type { form as Words } from './vi.ts'

/** The words of the province's data for what is counted. */
const units: Record<string, [one: string, several: string]> = {
  bản: ['copy', 'copies'],
  'giấy tờ': ['paper', 'papers'],
  trang: ['page', 'pages'],
  người: ['person', 'persons'],
  tháng: ['month', 'months'],
  tầng: ['storey', 'storeys'],
  lần: ['time', 'times'],
}

function number(value: number | bigint, maxDecimals = 2): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: maxDecimals }).format(value)
}

export const form: typeof Words = {
  fields: {
    yes: 'Yes',
    no: 'No',
    commune: 'Commune or ward',
    wards: 'Wards',
    villages: 'Communes',
    addressDetail: 'House number and street, or village',
    addItem: (item) => `Add: ${item}`,
    removeItem: (item) => `Remove: ${item}`,
  },
  place: {
    where: 'Commune, ward or country',
    ask: 'In another province, abroad, or only the old name is known?',
    askWithin: 'Only the old name is known?',
    label: 'Type the name of the place',
    labelWithin: 'Type the old name of the commune or ward',
    hint: 'A commune, district or province, by its new or old name; or a country.',
    hintWithin: 'A commune or district before July 2025.',
    find: 'Find this place',
    found: (count) =>
      count === 1
        ? 'One place found, at the top of the list above. Please check it.'
        : `${count} places found. Choose at the top of the list above.`,
    none: 'No place found. Try fewer letters, or choose “Not in the list”.',
    noneWithin: 'No place found in the city. Try fewer letters, or choose from the list.',
    foundBy: (query) => `Found for “${query}”`,
    formerly: (names) => `formerly ${names}`,
    notListed: 'Not in the list',
    elsewhere: 'Elsewhere: write the whole address below',
  },
  values: {
    yes: 'Yes',
    no: 'No',
    agreed: 'Declared',
    attached: 'File attached',
    number,
    dong: (amount) => `${number(amount)} VND`,
    unit: (unit) => (unit === 'đồng' ? 'VND' : (units[unit]?.[1] ?? unit)),
    counted: (count, unit) => `${count} ${units[unit]?.[count === '1' ? 0 : 1] ?? unit}`,
    each: (amount, unit) => `${amount} for each ${units[unit]?.[0] ?? unit}`,
  },
  charge: {
    waived: (reason) => `Waived: ${reason}`,
    none: 'None',
    fixed: 'Fixed amount',
    copies: (copies, pages, amount) =>
      `${copies} ${copies === 1 ? 'copy' : 'copies'} × ${pages} ${pages === 1 ? 'page' : 'pages'} = ${amount}`,
  },
  missing: {
    choice: 'Choose one answer.',
    agreement: 'Tick this box before going on.',
    multiChoice: 'Choose at least one.',
    unit: 'Choose a commune or ward.',
    ethnicity: 'Choose an ethnic group.',
    country: 'Choose a country.',
    address: 'Choose a commune or ward and write the house number and street, or the village.',
    date: 'Write day, month and year.',
    file: 'Choose a file and upload it.',
    text: 'This is blank. Fill it in.',
  },
  tooManyItems: (most, item, over) => `At most ${most} of “${item}”. Remove ${over}.`,
  tooFewItems: (fewest, item) => `At least ${fewest} of “${item}” is needed.`,
  text: {
    tooLong: (length, most) => `This has ${length} characters. Shorten it to at most ${most}.`,
    tooShort: (fewest) => `This is too short. Write at least ${fewest} characters.`,
    patterns: {
      licensePlate: 'Write the plate as on the vehicle, such as 75A-123.45.',
      certificateNumber:
        'Write the serial number on the first page of the certificate, such as BC 123456 or AA 01234567.',
      documentNumber: 'Write the number as on the paper, such as 05/2026 or 12/QĐ-UBND.',
      householdBusinessName:
        'The name begins with “Hộ kinh doanh” and a name of its own, without “công ty” or “doanh nghiệp”.',
      birthCertificateNumber:
        'Write the number as on the birth notice. Since 1 October 2025 it has 18 characters, such as 46001.GCS.00123.26.',
      vietnameseName: 'Write it in letters of the Vietnamese alphabet.',
      bankAccount: 'Write the account number in digits only, such as 0123456789.',
      timeOfDay: 'Write the time of day, such as 08:30.',
      communeCode: 'Write the five digits of the commune.',
      personalNumber: 'Write the identity number of 12 digits.',
      year: 'Write the year with four digits, such as 1998.',
      industryCode: 'Write the level-four industry code of 4 digits, such as 4711.',
    },
  },
  unprintable: {
    letters: (characters: string) =>
      `Papers cannot show ${characters}. Write it in Latin letters, names as in the passport.`,
    signs: (characters: string) => `Papers cannot show ${characters}. Leave it out, or say it in words.`,
  },
  name: {
    tooLong: 'The name has more than 100 characters. Write it as on the identity paper.',
    wrong: ({ kind, letter, codePoint, position, instead }) => {
      const place = `as character ${position}`
      switch (kind) {
        case 'invisible':
          return `The name has an invisible character (${codePoint}) ${place}. Delete it and type that place again.`
        case 'stacked':
          return `The name has a mark too many (${codePoint}) on “${letter}” ${place}. ${instead ? `Type “${instead}” again with its own mark.` : 'Delete the mark and type it again.'}`
        case 'look_alike':
          return `“${letter}” (${codePoint}) ${place} only looks like “${instead}”. Delete it and type “${instead}”.`
        case 'other':
          return `A name cannot have “${letter}” (${codePoint}) ${place}. Use Latin letters, as printed on the identity card or passport.`
      }
    },
  },
  date: {
    parts: { day: 'day', month: 'month', year: 'year' },
    missing: (parts) => `The ${parts.join(' and ')} is missing. Write day, month and year.`,
    impossibleYear: (year) => `${year} cannot be right. Write the year with four digits.`,
    today: 'today',
    given: 'the day',
    answered: (label) => `the day given under “${label}”`,
    tooLate: (name, day) => `This must be ${name} (${day}) or earlier.`,
    tooEarly: (name, day) => `This must be ${name} (${day}) or later.`,
    tooYoung: (least, age) => `One must be ${least} today; a person born on this day is ${age}.`,
    tooOld: (most, age) => `This is for people up to ${most}; a person born on this day is ${age}.`,
    malformedBoxes: 'Write day, month and year in digits, such as day 5, month 2, year 2026.',
    malformed: 'Write day/month/year, such as 05/02/2026.',
    shortYear: 'Write the year with four digits, such as 2026.',
    noSuchMonth: (month) => `There is no month ${month}. Months go from 1 to 12.`,
    noSuchDay: (day, month, year, length) =>
      `There is no day ${day}. Month ${month} of ${year} has ${length} days.`,
  },
  choice: {
    one: 'Choose one of those offered.',
    many: 'Choose only from those offered.',
    yesNo: 'Choose Yes or No.',
    ethnicity: 'Choose an ethnic group from the list.',
    country: 'Choose a country from the list.',
    place: 'Choose the place from the list, or look for it by the name of a commune, province or country.',
    unit: 'Choose a commune or ward from the list.',
  },
  number: {
    whole: 'Write digits, such as 1.',
    money: 'Write digits, such as 1.500.000.',
    withDecimals: 'Write digits, with a comma before decimals, such as 125,5.',
    noDecimals: 'Write a whole number.',
    fewerDecimals: (most) => `Write at most ${most} digits after the comma.`,
    atLeast: (amount) => `Write ${amount} or more.`,
    atMost: (amount) => `Write ${amount} or less.`,
  },
  phone: 'Write a Vietnamese number of 10 digits beginning with 0, such as 0912 345 678.',
  email: 'Write the whole e-mail address, such as an.nguyen@example.vn.',
  address: {
    unit: 'Choose the commune or ward of this address.',
    within: 'This address must be in the city. Choose a commune or ward.',
    detail: 'Write the house number and street, or the village.',
    abroad: 'Write the address abroad: house, street, city, state or province.',
    elsewhere: 'Write the whole address: house or village, commune, province, and the country if abroad.',
    tooLong: 'The address has more than 200 characters. Shorten it.',
  },
  file: 'Choose the file again and upload it once more.',
  identityNumber: {
    notDigits: 'The identity number has digits only. Write the 12 digits of the identity card.',
    wrongLength: (length) =>
      `The identity number has 12 digits; you wrote ${length}. Copy it from the identity card.`,
    unknownProvince: 'The first three digits are no province’s code. Copy it from the identity card.',
    unknownCentury:
      'The fourth digit tells century and sex; this one cannot be right. Copy it from the identity card.',
    wrongBirthYear: (year, bornOn) =>
      `This number belongs to someone born in ${year}, but the birth date given is ${bornOn}. Check both.`,
    wrongGender: (own, chosen) =>
      `This number belongs to a ${own === 'male' ? 'man' : 'woman'}, but the sex chosen is ${chosen}. Check both.`,
  },
  taxCode: {
    malformed: 'A tax code has 10 digits, 13 digits (a branch), or is an identity number of 12 digits.',
    wrongCheckDigit: 'At least one digit of this tax code is wrong. Compare it with the tax registration.',
    wrongIdentityNumber: 'These 12 digits are no identity number. Copy it from the identity card.',
  },
}
