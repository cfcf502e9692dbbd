import type { EngineFamily } from './engine-family'
import { mysql } from './mysql'

/** MariaDB, where it differs from MySQL. It takes the statements of MySQL that name the plugin. */
export const mariadb: EngineFamily = {
  ...mysql,
  id: 'mariadb',
  label: 'MariaDB',
  engines: {
    // AWS's pages disagree about 10.6, so it is left to what AWS answers for the class.
    mariadb: { label: 'MariaDB', iamSince: [10, 6], tlsSince: null, classesWithoutIam: null },
  },
  // A proxy before it is one of MySQL.
  proxyName: null,
  // 80 letters at first, 128 since: the longer, so that no name is taken for a mistake.
  longestUserName: 128,
  // MariaDB Knowledge Base, "Authentication Plugins": `IDENTIFIED VIA … OR …` has a second way in.
  passwordRefusal: (user, iamIsOn) => (user.signIn === 'iam' ? mysql.passwordRefusal(user, iamIsOn) : null),
  words: {
    ...mysql.words,
    switchedOn: 'except for users on the IAM plugin alone',
    switchedOff: 'users on the IAM plugin alone can then not sign in',
  },
}
