import {
  Ban,
  ClipboardPaste,
  FileMinus2,
  FilePlus2,
  KeyRound,
  ListChecks,
  LogIn,
  LogOut,
  Pause,
  Play,
  PlugZap,
  RotateCcw,
  ScanSearch,
  Stamp,
  ToggleLeft,
  ToggleRight,
  TriangleAlert,
  Undo2,
  UserRoundKey,
  Wrench,
} from 'lucide-react'
import type { ActivityRecord } from './activity-words'

const ICONS = {
  turnOnIamAuth: ToggleRight,
  turnOffIamAuth: ToggleLeft,
  cancelIamAuthChange: RotateCcw,
  grantAccess: FilePlus2,
  removeAccess: FileMinus2,
  fixFinding: Wrench,
  suppressFinding: TriangleAlert,
  issueToken: KeyRound,
  testConnection: PlugZap,
  scanDatabase: ScanSearch,
  pasteScan: ClipboardPaste,
  signIn: LogIn,
  endSession: LogOut,
  makeKey: UserRoundKey,
  undoChange: Undo2,
  finishChange: ListChecks,
  takeBackChange: Undo2,
  sealLog: Stamp,
  stopJob: Pause,
  resumeJob: Play,
  runJob: Play,
} as const

export function ActionIcon({ record }: { record: ActivityRecord }) {
  const Icon = record.outcome === 'refused' ? Ban : ICONS[record.action]
  return <Icon aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-subtle" />
}
