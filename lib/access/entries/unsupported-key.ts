/** RDS User Guide, "IAM database authentication": these global condition keys are not supported at a database login. */
const UNSUPPORTED = /^aws:(referer|sourceip|sourcevpc|sourcevpce|useragent|vpcsourceip)$/i

export const isUnsupportedKey = (key: string) => UNSUPPORTED.test(key)
