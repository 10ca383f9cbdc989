/** The identity of nothing there is. */
export const unknownId = '00000000-0000-7000-8000-000000000000'
