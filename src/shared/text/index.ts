export { highlight, type TextPart } from './highlight.ts'
export { compareNames, compareTexts, familyName, givenName, middleName, titleCaseName } from './names.ts'
export { normalise, normaliseLines } from './normalise.ts'
export { searchKey, stripMarks, toneKey } from './search-key.ts'
