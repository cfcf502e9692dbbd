/** Said to everyone who is not let in. */
export const HOW_TO_SIGN_IN =
  'Open the address that Gatehouse printed when it started; it works once. For another one run `npm run key` where Gatehouse runs, or, in a browser that is signed in, make one in Settings.'
