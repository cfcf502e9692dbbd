/**
 * In addresses and forms: the account of the server's own credentials, where AWS has not yet said which that is.
 * Everywhere else an account is named by its twelve digits.
 */
export const HOME = 'home'

export const ACCOUNT_NAME = /^(?:home|\d{12})$/
