/** An amount in đồng that an officer determined, of a fee of the service or a duty that was asked for. */
export interface DeterminedFee {
  key: string
  name: string
  amount: number
  /** The text it rests on. */
  basis: string
  reason: string
}
