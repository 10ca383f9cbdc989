/** The shape of a province's units.json and agencies.json: tables written as rows, so that a person can review them. */
import { z } from 'zod'

const Day = z.iso.date()
const Level = z.enum(['province', 'district', 'commune'])
const Kind = z.enum(['people_committee', 'department', 'service_centre', 'division', 'other'])

/** `{ columns, rows }` as one record per row. */
function table<Shape extends z.ZodRawShape>(shape: Shape) {
  const Row = z.strictObject(shape)
  return z
    .looseObject({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) })
    .transform(({ columns, rows }) =>
      rows.map((row) => Row.parse(Object.fromEntries(columns.map((column, index) => [column, row[index]])))),
    )
}

const UnitRow = {
  code: z.string().regex(/^\d{2,5}$/),
  fullName: z.string().min(3),
  level: Level,
  parentCode: z.string().nullable(),
  latitude: z.number().nullish(),
  longitude: z.number().nullish(),
  areaKm2: z.number().nullish(),
}

const Epoch = z.looseObject({ validFrom: Day, validTo: Day.nullable(), decision: z.string() })

export const Units = z.looseObject({
  epochs: z.array(Epoch.and(table(UnitRow).transform((units) => ({ units })))),
  successions: z.array(
    z.strictObject({ on: Day, decision: z.string(), pairs: z.array(z.tuple([z.string(), z.string()])) }),
  ),
})

const PositionRow = {
  /** Rules of documents name a position by it. */
  key: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: z.string(),
  authority: z.enum(['TM.', 'Q.', 'KT.', 'TL.', 'TUQ.']).nullable(),
  authorityOf: z.string().nullable(),
  signs: z.boolean(),
}

export const Agencies = z.strictObject({
  note: z.string(),
  verifiedCodes: z.array(z.string()),
  positionSets: z.record(z.string(), table(PositionRow)),
  provincial: table({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    kind: Kind,
    parent: z.string().nullable(),
    symbol: z.string(),
    positions: z.string().nullable(),
    validFrom: Day,
    validTo: Day.nullable(),
  }),
  communes: z
    .looseObject({ validFrom: Day, positions: z.string() })
    .and(table({ id: z.string(), code: z.string(), unitCode: z.string() }).transform((list) => ({ list }))),
  communeParts: table({
    idPrefix: z.string(),
    codeSuffix: z.string(),
    name: z.string(),
    kind: Kind,
    symbol: z.string(),
    positions: z.string(),
    of: z.enum(['all', 'ward', 'rural']),
  }),
  formerCommittees: z.array(
    z
      .looseObject({ validFrom: Day, validTo: Day })
      .and(table({ unitCode: z.string(), code: z.string() }).transform((list) => ({ list }))),
  ),
  mainSuccessorUnits: table({ unitId: z.string(), successorCode: z.string() }),
  successions: z.array(
    z.strictObject({
      on: Day,
      decision: z.string(),
      pairs: z.array(
        z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), z.literal('part')])]),
      ),
    }),
  ),
})
export type AgencyFile = z.output<typeof Agencies>
