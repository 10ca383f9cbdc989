/** Transformers.js reads pictures by sharp (LGPL), which speech never does. Whoever calls it after all is told so. */
module.exports = () => {
  throw new Error('sharp is left out: docs/decisions/0009-libraries-and-licences.md')
}
