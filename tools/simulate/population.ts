/** The people of the past: some come back, others are met for the first time and enter the registry. */
import type pg from 'pg'
import { aPerson, type Person } from './people.ts'
import type { Office } from './place.ts'
import type { Random } from './random.ts'
import { type CopyTable, text } from './tables/copy-table.ts'

export interface Population {
  /** Someone who turns to this committee: known already, or new and living there. */
  someone(committee: Office, at: Date): Person
  count(): number
  /** Lets the words of everybody's names be found by their beginnings, as filing does. */
  storeNameWords(client: pg.ClientBase): Promise<void>
}

const source = 'Dữ liệu mô phỏng'

export async function openPopulation(
  client: pg.ClientBase,
  options: {
    random: Random
    table: CopyTable
    communes: readonly { code: string }[]
    /** Who files too but was there before. */
    citizens: readonly Person[]
    most: number
  },
): Promise<Population> {
  const { random, table, communes, citizens, most } = options
  const people: Person[] = []
  let serial = await nextSerial(client)

  function register(unitCode: string, at: Date): Person {
    const person = aPerson(random, serial++, unitCode, at.getTime())
    people.push(person)
    const { id, idNumber, fullName, nameKey, bornOn, gender, ethnicity, phone, address } = person
    table.add(
      id,
      idNumber,
      text(fullName),
      text(nameKey),
      bornOn,
      gender,
      text(ethnicity),
      phone,
      text(address),
      unitCode,
      source,
    )
    return person
  }

  return {
    someone(committee, at) {
      const isNew = people.length < most && (people.length < 50 || random.chance(0.5))
      return isNew ? register(residenceOf(committee, communes, random), at) : random.pick(people)
    },
    count: () => people.length,
    async storeNameWords(db) {
      await db.query(
        `insert into dossiers.name_word (word)
         select distinct word from unnest($1::text[]) as word order by word on conflict do nothing`,
        [[...new Set([...citizens, ...people].flatMap(({ nameKey }) => nameKey.split(' ')))]],
      )
    },
  }
}

/** Invented people have serials from 500000 on, so that they never meet a demo person's number. */
async function nextSerial(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from registry.person where source = $1`,
    [source],
  )
  return 500_000 + (rows[0]?.count ?? 0)
}

function residenceOf(committee: Office, communes: readonly { code: string }[], random: Random): string {
  const current = communes.some(({ code }) => code === committee.unitCode)
  return current && committee.unitCode ? committee.unitCode : random.pick(communes).code
}
