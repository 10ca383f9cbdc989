/** A person the demo provider can vouch for. */
export interface DemoPerson {
  idNumber: string
  fullName: string
  bornOn: string
  gender: 'male' | 'female'
  phone?: string | undefined
  /** Shown beside the name: why one would choose them. */
  note?: string | undefined
}
